import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import anyAscii from "any-ascii";

const packages = createRequire(import.meta.url);
const fileOf = (name: string, file: string): string => join(dirname(packages.resolve(name)), "..", "fonts", file);

/** Embedded faces: Noto Sans for Latin, Greek and Cyrillic, Noto Sans Hans for Chinese characters and kana. */
export const FACES = {
  text: fileOf("@embedpdf/fonts-latin", "NotoSans-Regular.ttf"),
  bold: fileOf("@embedpdf/fonts-latin", "NotoSans-SemiBold.ttf"),
  cjk: fileOf("@embedpdf/fonts-sc", "NotoSansHans-Regular.otf"),
} as const;
export type Face = keyof typeof FACES;

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;
/** Letters that neither face holds; the micro sign is a letter of no script. */
const OTHER_SCRIPT =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\P{L}\u00B5]+/gu;
/** Marks beyond letters that the faces lack: pictures, arrows beyond the basic ones. */
const PICTURES = /[\p{Extended_Pictographic}\u{FE0F}\u{200D}]/gu;

/**
 * The words as the faces can print them, and with which face. A name in a script that no face holds is romanised and
 * says so: `Sharika [romanised]`; the original stands in the package's data.
 */
export function printable(words: string, wanted: "text" | "bold"): { readonly text: string; readonly face: Face } {
  const text = words
    .replaceAll(OTHER_SCRIPT, (letters) => `${anyAscii(letters)} [romanised]`)
    .replaceAll(PICTURES, "")
    .replaceAll(/[^\P{Cc}\t\n]/gu, "");
  return { text, face: CJK.test(text) ? "cjk" : wanted };
}
