const FROM_SDK = "Error finding key for token.";
let quiet = false;

/**
 * botbuilder prints each refused token with console.error, the public key along with it: a stranger could fill the
 * log. These two messages are dropped, every other one goes through; the refusal itself is logged by the route.
 */
export function quietAuthentication(): void {
  if (quiet) return;
  quiet = true;
  const print = console.error.bind(console);
  console.error = (...words: unknown[]) => {
    const [first] = words;
    const refused =
      (typeof first === "string" && first.startsWith(FROM_SDK)) ||
      (first instanceof Error && first.name === "TokenExpiredError");
    if (!refused) print(...words);
  };
}
