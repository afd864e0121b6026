import { describe, expect, it } from "vitest";
import { classify } from "../../core/classification/classify.ts";
import { toLawDate } from "../../core/dates.ts";
import { rulebook } from "../rulebook.ts";

const ask = (description: string) => classify({ description, sources: [] }, rulebook, toLawDate("2026-11-23"));

describe("no name of a listed thing ends as EAR99", () => {
  it.each([
    ["DNA of Bacillus anthracis", "1C353"],
    ["Bacillus anthracis Sterne DNA", "1C353"],
    ["Hall thruster 1.5 kW", "9A515"],
    ["Printing ink, contains thiodiglycol 50 %, 1 L bottle", "1C350"],
    ["Ink with 5 % thiodiglycol", "1C995"],
    ["Passive radar receiver", "USML XI"],
  ])("%s", (text, first) => {
    const answer = ask(text);
    expect(answer.outcome).not.toBe("classified");
    expect(answer.candidates[0]?.eccn).toBe(first);
  });
});

describe("a figure that such a thing always has is asked for when the text does not say it", () => {
  it.each([
    ["Real-time spectrum analyzer 9 kHz - 26.5 GHz, frequency mask trigger", "real-time-bandwidth", "3A002"],
    ["Intensified CCD camera, laboratory use, solar-blind photocathode, 1024x1024", "gate-time", "6A203"],
    ["High dynamics GNSS receiver card for airborne platforms, COCOM limits removed", "gnss-speed", "7A105"],
    ["Triple junction solar cell, 30 % efficiency, AM0", "space-qualified", "3A001"],
    ["Eyesafe laser rangefinder module, ranges NATO target to 6 km", "rangefinder-wavelength", "USML XII"],
    ["Centrifuge for testing accelerometers, up to 130 g, 48 channels, radius 1 m", "slip-rings", "2B122"],
    [
      "Three axis magnetic heading sensor, tilt compensated ±180°, azimuth accuracy 0.3° rms at ±80° latitude, designed to be integrated with flight control",
      "compass-tilt-full",
      "7A107",
    ],
    ["Hovering subsea inspection drone, no cable, 500 m, the pilot steers it in real time", "acoustic-link", "8A001"],
  ])("%s", (text, fact, code) => {
    const answer = ask(text);
    expect(answer.outcome).not.toBe("classified");
    expect(answer.missing[0]?.fact).toBe(fact);
    expect(answer.candidates.map(({ eccn }) => eccn)).toContain(code);
  });
});

describe("what is asked first", () => {
  it.each([
    [
      "what the text says in two ways waits behind a nearer figure",
      "Fast high-voltage transistor switch module, 10 kV, 800 A peak, push-pull, 90 x 60 x 40 mm",
      "switch-turn-on",
    ],
    [
      "a paragraph whose neighbour holds asks nothing where both are treated alike",
      "Angular contact ball bearing ABEC 7, bore 60 mm, lubrication specially designed for 2.6 million DN",
      "bearing-rings",
    ],
    [
      "a figure in the place of whether it passes the limit",
      "Arsine, pure gas, 1 kg cylinder for semiconductor doping",
      "electronic-purity",
    ],
    [
      "a branch that is closed and a fact that is only stated say nothing of nearness",
      "PCIe inference card for servers, 24 GB GDDR6, 72 W, total processing performance 1,936, performance density 6.5",
      "designed-for-data-center",
    ],
    [
      "that a kind could be a narrower one is no question where that one would be named",
      "1U EDFA optical amplifier, C-band 1530-1565 nm, +23 dBm out, for DWDM line systems",
      "encrypts-data",
    ],
    [
      "a filter that passes a band has a width",
      "Bandpass filter, 532 nm center, hard coated multilayer, T > 92 %, 25 mm diameter",
      "filter-width",
    ],
  ])("%s", (_, text, fact) => {
    expect(ask(text).missing[0]?.fact).toBe(fact);
  });
});

it("kinds that contradict each other are the first answers offered, by their names", () => {
  const [question] = ask("Printing ink, contains thiodiglycol 50 %, 1 L bottle").missing;
  expect(question?.fact).toBe("is");
  expect(question?.choices.slice(0, 2)).toEqual([
    { value: "ordinary-material", label: "A material of everyday use" },
    { value: "chemical", label: "A chemical" },
  ]);
});
