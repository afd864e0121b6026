import { expect, it } from "vitest";
import { quietAuthentication } from "../../../adapters/teams/quiet.ts";

it("a stranger's bad token prints nothing; every other error of the process still does", () => {
  const printed: unknown[][] = [];
  const before = console.error;
  console.error = (...words: unknown[]) => void printed.push(words);
  try {
    quietAuthentication();
    quietAuthentication();
    console.error("Error finding key for token. Available keys: -----BEGIN RSA PUBLIC KEY-----");
    console.error(Object.assign(new Error("jwt expired"), { name: "TokenExpiredError" }));
    console.error("disk full", 7);
    console.error(new Error("Error finding key for token."));
  } finally {
    console.error = before;
  }
  expect(printed).toEqual([["disk full", 7], [new Error("Error finding key for token.")]]);
});
