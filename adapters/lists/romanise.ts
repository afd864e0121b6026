import anyAscii from "any-ascii";

/** Words of trade and places in Chinese and Japanese company names, so that a Han name meets its English one. */
const HAN_WORDS: readonly (readonly [string, string])[] = [
  ["股份有限公司", "ltd"],
  ["有限责任公司", "ltd"],
  ["有限公司", "ltd"],
  ["株式会社", "ltd"],
  ["有限会社", "ltd"],
  ["公司", "company"],
  ["集团", "group"],
  ["技术", "technology"],
  ["科技", "technology"],
  ["电子", "electronic"],
  ["微电子", "microelectronic"],
  ["半导体", "semiconductor"],
  ["大学", "university"],
  ["大學", "university"],
  ["学院", "institute"],
  ["研究所", "research institute"],
  ["研究院", "research institute"],
  ["科学", "science"],
  ["工业", "industry"],
  ["工業", "industry"],
  ["工程", "engineering"],
  ["设备", "equipment"],
  ["材料", "material"],
  ["通信", "communication"],
  ["网络", "network"],
  ["贸易", "trading"],
  ["国际", "international"],
  ["银行", "bank"],
  ["航空", "aviation"],
  ["航天", "aerospace"],
  ["中国", "china"],
  ["北京", "beijing"],
  ["上海", "shanghai"],
  ["深圳", "shenzhen"],
  ["广州", "guangzhou"],
  ["香港", "hong kong"],
  ["武汉", "wuhan"],
  ["西安", "xian"],
  ["南京", "nanjing"],
  ["成都", "chengdu"],
  ["哈尔滨", "harbin"],
  ["天津", "tianjin"],
  ["杭州", "hangzhou"],
  ["苏州", "suzhou"],
  ["합자회사", "ltd"],
  ["주식회사", "ltd"],
];
/** Long words first, so that 股份有限公司 is not read as 公司. */
const HAN = new Map([...HAN_WORDS].sort((a, b) => b[0].length - a[0].length));
const HAN_PATTERN = new RegExp([...HAN.keys()].join("|"), "gu");

/** Arabic writes no short vowels; the letters that stand for long ones become vowels, the article a word of its own. */
const ARABIC: readonly (readonly [RegExp, string])[] = [
  [/(^|[\s-])الله(?!\p{Script=Arabic})/gu, "$1allah"],
  [/(^|[\s-])ال(?=\p{Script=Arabic})/gu, "$1al "],
  [/[اأإآٱعىةء]/gu, "a"],
  [/\u0640/gu, ""],
];

const isAscii = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
};

/**
 * Any script to Latin letters: Cyrillic, Greek, Arabic, Hebrew, Han (one syllable a word), kana, Hangul and the rest by
 * any-ascii. Arabic and Hebrew come out nearly without vowels; core compares their consonants.
 */
export function romanise(text: string): string {
  if (isAscii(text)) return text;
  const arabic = /\p{Script=Arabic}/u.test(text)
    ? ARABIC.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text)
    : text;
  const words = arabic.replace(HAN_PATTERN, (word) => ` ${HAN.get(word) ?? word} `);
  const syllables = words.replace(
    /\p{Script=Han}+/gu,
    (run) => ` ${Array.from(run, (letter) => anyAscii(letter)).join(" ")} `,
  );
  return anyAscii(syllables);
}
