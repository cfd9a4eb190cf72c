import { z } from "zod";
import { Refusal } from "#platform/refusal.ts";
import { type Language, languages, type Profile, profile } from "./contract.ts";

const input = z.string().max(500).default("");

/** The form's inputs, which all come as texts: of several choices, with commas between; one left empty may not come at all. */
export const joinInputs = { municipality: input, reads: input, translates: input };
export type Entered = z.infer<z.ZodObject<typeof joinInputs>>;

/** What the form begins with: what is known of the person, else the language that they are spoken to in. */
export const enteredFrom = (known: Profile | undefined, locale: Language): Entered => ({
  municipality: known?.municipality ?? "",
  reads: (known?.reads ?? [locale]).join(","),
  translates: (known?.translates ?? []).map(({ from, to }) => `${from}>${to}`).join(","),
});

/** What was entered, beside what the form does not ask for. Refuses `form.municipalityMissing` and `form.readsMissing`. */
export function profileFrom(entered: Entered, known: Profile | undefined): Profile {
  const reads = languages.filter((language) => entered.reads.split(",").includes(language));
  if (entered.municipality.trim() === "") throw new Refusal("form.municipalityMissing");
  if (reads.length === 0) throw new Refusal("form.readsMissing");
  return profile.parse({
    areas: [],
    about: "",
    ...known,
    municipality: entered.municipality.trim().slice(0, 120),
    reads,
    translates: languages.flatMap((from) =>
      languages
        .filter((to) => to !== from && entered.translates.split(",").includes(`${from}>${to}`))
        .map((to) => ({ from, to })),
    ),
  });
}
