/** Text of the Code with its marks evened: one kind of quote and dash, single blanks, no blank before a stop. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/[“”„″]/g, '"')
    .replaceAll(/[‘’′]/g, "'")
    .replaceAll(/[–—−]/g, "-")
    .replaceAll(/[\s\u00A0]+/g, " ")
    .replaceAll(/ ([,;:])/g, "$1")
    .replaceAll(/ \.(?=\s|$)/g, ".")
    .replaceAll(/(\d[A-E]\d{3}) \.(?=[a-z])/g, "$1.")
    .replaceAll(/(\d[A-E]\d{3}\.) (?=[a-z]\b)/g, "$1")
    .replaceAll(/(\d[A-E]\d{3}\.[a-z]\.) (?=\d)/g, "$1")
    .trim();
