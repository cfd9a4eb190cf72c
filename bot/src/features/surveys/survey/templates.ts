import type { Template, Templates } from "#features/surveys/contract.ts";
import { draft } from "#features/surveys/contract.ts";
import ready from "./templates.json" with { type: "json" };

let checked: Templates | undefined;

/** Ready surveys and background questions. The file is data, so it is checked like any other input, when first used. */
export function templates(): Templates {
  checked ??= {
    surveys: ready.surveys.map((each): Template => ({ ...each, draft: draft.parse(each.draft) })),
    backgrounds: ready.backgrounds,
  };
  return checked;
}

/** The questions of a ready survey, by its id in templates.json. */
export function template(id: string): Template {
  const found = templates().surveys.find((each) => each.id === id);
  if (!found) throw new Error(`No template ${id}`);
  return found;
}
