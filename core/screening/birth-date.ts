const FORM = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const isBirthDate = (text: string): boolean => FORM.test(text);

/** Compared as far as both are known: `same` day, `agrees` in what is known, `near` (day differs, or day and month swapped), `differs`. */
export function compareBirthDates(a: string, b: string): "same" | "agrees" | "near" | "differs" | null {
  const [x, y] = [FORM.exec(a), FORM.exec(b)];
  if (!x || !y) return null;
  if (x[1] !== y[1]) return "differs";
  if (!x[2] || !y[2]) return "agrees";
  if (x[2] === y[2]) return !x[3] || !y[3] ? "agrees" : x[3] === y[3] ? "same" : "near";
  return x[2] === y[3] && x[3] === y[2] ? "near" : "differs";
}
