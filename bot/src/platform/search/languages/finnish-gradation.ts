/* Consonant gradation (Iso suomen kielioppi, § 41-43): kunta, kunnan; hanke, hankkeen. */

/** In this order: the first that fits is the one. Of the consonants before a stem's last vowel. */
const weakening: [RegExp, string[]][] = [
  [/kk$/, ["k"]],
  [/pp$/, ["p"]],
  [/tt$/, ["t"]],
  [/(?:s[kpt]|tk)$/, []],
  [/nk$/, ["ng"]],
  [/nt$/, ["nn"]],
  [/lt$/, ["ll"]],
  [/rt$/, ["rr"]],
  [/mp$/, ["mm"]],
  [/lk$/, ["l", "lj"]],
  [/rk$/, ["r", "rj"]],
  [/hk$/, ["h", "hk"]],
  [/k$/, ["", "v"]],
  [/p$/, ["v"]],
  [/t$/, ["d"]],
];
const ungraded = /^(?:auto|data|foto|juhta)$/;

/** A stem with its last vowel, as it is in a closed syllable; as it is where nothing changes. */
export function weakened(stem: string): string[] {
  const last = /[aeiouyäö]$/.exec(stem)?.[0];
  if (last === undefined || ungraded.test(stem)) return [stem];
  const bare = stem.slice(0, -1);
  if (/[ao]ik$/.test(bare)) return [bare.replace(/ik$/, "j") + last];
  for (const [form, weak] of weakening)
    if (form.test(bare))
      return weak.length === 0 ? [stem] : weak.map((each) => bare.replace(form, each) + last);
  return [stem];
}

const strengthening: [RegExp, string[]][] = [
  [/ng$/, ["nk"]],
  [/nn$/, ["nt"]],
  [/ll$/, ["lt"]],
  [/rr$/, ["rt"]],
  [/mm$/, ["mp"]],
  [/(?<=[^kpt])k$/, ["kk"]],
  [/(?<=[^kpt])p$/, ["pp"]],
  [/(?<=[^kpts])t$/, ["tt"]],
  [/d$/, ["t"]],
  [/v$/, ["p"]],
  [/l$/, ["lk"]],
  [/r$/, ["rk"]],
  [/h$/, ["hk"]],
];

/** What stands before the last vowel, as it may be in an open syllable beside how it is: hanke: hankk-; lähde: läht-. */
export function strengthened(stem: string): string[] {
  for (const [form, strong] of strengthening)
    if (form.test(stem)) return strong.map((each) => stem.replace(form, each));
  return [];
}
