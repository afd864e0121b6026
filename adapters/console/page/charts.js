const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, TOP, FLOOR] = [480, 132, 18, 108];

/**
 * @typedef {{ label: string, values: readonly number[] }} Group
 * @typedef {{ title: string, names: readonly string[], groups: readonly Group[] }} Chart
 * @typedef {{ x: string, y: number }} Point
 */

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} [text] */
function s(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** The numbers as a screen reader says them. @param {Chart} chart */
const spoken = ({ title, names, groups }) =>
  `${title}: ${groups
    .map(
      ({ label, values }) => `${label} ${values.map((value, at) => `${value} ${names[at] ?? ""}`.trim()).join(", ")}`,
    )
    .join("; ")}`;

/** Bars side by side in each group, the number on top of each. @param {Chart} chart */
function drawBars(chart) {
  const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": spoken(chart), class: "chart" });
  const most = Math.max(1, ...chart.groups.flatMap(({ values }) => values));
  const step = WIDTH / chart.groups.length;
  const bar = Math.min(30, (step - 12) / Math.max(1, chart.names.length));
  svg.append(s("line", { x1: 0, x2: WIDTH, y1: FLOOR + 0.5, y2: FLOOR + 0.5, class: "chart-floor" }));
  for (const [nth, { label, values }] of chart.groups.entries()) {
    const middle = step * (nth + 0.5);
    for (const [at, value] of values.entries()) {
      const height = value === 0 ? 0 : Math.max(2, ((FLOOR - TOP) * value) / most);
      const x = middle + (at - values.length / 2) * bar + 1;
      svg.append(
        s("rect", { x, y: FLOOR - height, width: bar - 2, height, rx: 2, class: `chart-bar series-${at}` }),
        s("text", { x: x + bar / 2 - 1, y: FLOOR - height - 4, class: "chart-value" }, String(value)),
      );
    }
    svg.append(s("text", { x: middle, y: FLOOR + 16, class: "chart-label" }, label));
  }
  return svg;
}

/** @param {Chart} chart */
function drawChart(chart) {
  const figure = document.createElement("figure");
  figure.className = "chart-figure";
  const caption = document.createElement("figcaption");
  const title = document.createElement("span");
  title.textContent = chart.title;
  caption.append(title);
  if (chart.names.length > 1)
    for (const [at, name] of chart.names.entries()) {
      const key = document.createElement("span");
      key.className = `chart-key series-${at}`;
      key.textContent = name;
      caption.append(key);
    }
  figure.append(caption, drawBars(chart));
  return figure;
}

const word = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
/** @param {unknown} value @returns {Record<string, unknown>} */
const record = (value) => (typeof value === "object" && value !== null ? /** @type {any} */ (value) : {});
/** @param {unknown} value @returns {readonly Point[]} */
const points = (value) =>
  (Array.isArray(value) ? value : []).map((point) => ({ x: word(record(point).x), y: Number(record(point).y) || 0 }));

/** Reads a chart as Teams gets it. @param {Record<string, unknown>} source @returns {Chart} */
function chartOf(source) {
  const title = word(source.title);
  const data = Array.isArray(source.data) ? source.data.map(record) : [];
  const series =
    source.type === "Chart.VerticalBar"
      ? [{ name: "", values: points(data) }]
      : data.map((one) => ({ name: word(one.legend), values: points(one.values) }));
  const labels = series[0]?.values.map((point) => point.x) ?? [];
  return {
    title,
    names: series.map(({ name }) => name),
    groups: labels.map((label, at) => ({ label, values: series.map(({ values }) => values[at]?.y ?? 0) })),
  };
}

/** Microsoft's library draws no charts, so the page draws those that Teams draws itself. */
export function startCharts() {
  for (const type of ["Chart.VerticalBar", "Chart.VerticalBar.Grouped"]) {
    class ChartElement extends AdaptiveCards.CardElement {
      /** @type {Record<string, unknown>} */
      source = {};
      /** @override */
      getJsonTypeName() {
        return type;
      }
      /** @override @param {any} source @param {any} context */
      internalParse(source, context) {
        super.internalParse(source, context);
        this.source = record(source);
      }
      /** @override */
      internalRender() {
        return drawChart(chartOf(this.source));
      }
    }
    AdaptiveCards.GlobalRegistry.elements.register(type, ChartElement);
  }
}
