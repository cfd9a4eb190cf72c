/* The forms of an English noun, from its singular: plurals, with the irregular ones of official language. Possessives are left to the reader of the text. */

const irregular: [RegExp, string[]][] = [
  [/man$/, ["men"]],
  [/child$/, ["children"]],
  [/^(.*)person$/, ["$1people", "$1persons"]],
  [/foot$/, ["feet"]],
  [/tooth$/, ["teeth"]],
  [/mouse$/, ["mice"]],
  [/(?:criterion|phenomenon)$/, ["criteria", "phenomena"]],
  [/(?<=as|es|is|os|ys|th|ri|ax)is$/, ["es"]],
  [/(?<=dat|memorand|referend|medi|curricul|bacteri|add?end|strat|for|symposi|millenni)um$/, ["a", "ums"]],
  [/(?<=ind)ex$/, ["ices", "exes"]],
  [/(?:ex|ix)$/, ["ices"]],
  [/(?<=l|r|wi|kni|li|hal|thie|shel|sel|lea)fe?$/, ["ves"]],
  [/(?<=[^aeiou]u?i)z$/, ["zzes"]],
  [/(?<=her|potat|tomat|vet|ech)o$/, ["oes"]],
];
const spellings: [RegExp, string][] = [
  [/(?<=[aeiou])ll(?=or$|ed$|ing$|er$)/, "l"],
  [/our$/, "or"],
  [/tre$/, "ter"],
  [/is(?=e$|ation$|ing$)/, "iz"],
  [/ence$/, "ense"],
  [/programme$/, "program"],
  [/(?<=lab)our/, "or"],
];

/** Of a lower-case word, in British and American spelling. */
export function englishForms(word: string): string[] {
  const spelt = [
    word,
    ...spellings.flatMap(([form, by]) => (form.test(word) ? [word.replace(form, by)] : [])),
  ];
  return [...new Set(spelt.flatMap((each) => [each, ...pluralsOf(each)]))];
}

function pluralsOf(word: string): string[] {
  const known = irregular.flatMap(([end, by]) =>
    end.test(word) ? by.map((each) => word.replace(end, each)) : [],
  );
  if (/man$|child$/.test(word)) return known;
  if (/[^aeiou]y$/.test(word)) return [...known, `${word.slice(0, -1)}ies`];
  if (/(?:s|x|z|ch|sh)$/.test(word)) return [...known, `${word}es`];
  return [...known, `${word}s`];
}
