import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/* No form loses what was written without a word: each keeps a draft, or says that it holds something unsaved. */

const sources = join(import.meta.dirname, "../..");
const field = /<(?:Textarea|Input|MarkdownField|WordsField|TypedInput|textarea|input)\b/;
const keeps =
  /\b(?:useUnsaved|useWritten|useDraft|useKeptDraft|usePartForm)\(|<FormDialog[^<]* isChanged=\{(?!false)/;

/** Files with a field and a state of their own that hold nothing of anybody's writing, and why. */
const others = new Map([
  ["features/coffee/organising/time-fields.tsx", "what is written is in the part's form"],
  ["features/coffee/questions/moderating.tsx", "its answer is held by question-item.tsx, which says so"],
  ["features/coffee/reminders/reminders.tsx", "each choice is saved at once"],
  ["features/coffee/series/editor/typed-input.tsx", "a date or number; what means something is in the draft"],
  ["features/forum/search/search-box.tsx", "a search"],
  ["features/forum/writing/new-topic.tsx", "its draft is kept by useForumDraft"],
  ["features/forum/topics/reply/reply-form.tsx", "its draft is kept by useForumDraft"],
  ["features/glossary/exchange/file-choice.tsx", "a file"],
  ["features/glossary/proposals/fields/more-fields.tsx", "its words are in the kept draft"],
  ["features/glossary/proposals/fields/relations-field.tsx", "a search; what is chosen is in the draft"],
  ["features/glossary/reviews/open-review.tsx", "one date, which has a usual value"],
  ["features/surveys/questions/background-list.tsx", "its words are in the survey's draft"],
  ["features/surveys/questions/choices-field.tsx", "its words are in the survey's draft"],
  ["features/surveys/results/comments-list.tsx", "a filter"],
  [
    "features/surveys/sending/send-form.tsx",
    "places and a time, which are confirmed before anything is sent",
  ],
  ["platform/markdown/markdown-field.tsx", "shows what its form holds"],
  ["platform/sending/place-picker.tsx", "a filter"],
  ["platform/ui/fields/file-field.tsx", "a file"],
]);

const forms = globSync("**/*.tsx", { cwd: sources })
  .map((path) => ({ path, text: readFileSync(join(sources, path), "utf8") }))
  .filter(({ text }) => field.test(text) && /\buseState\b/.test(text));

test("there are forms to look at", () => {
  expect(forms.length).toBeGreaterThan(20);
});

test("each form keeps what is written in it, or says that it is unsaved", () => {
  const losing = forms.filter(({ path, text }) => !keeps.test(text) && !others.has(path));
  expect(losing.map(({ path }) => path)).toEqual([]);
});

test("none is excused that is there no more", () => {
  const paths = new Set(globSync("**/*.tsx", { cwd: sources }));
  expect([...others.keys()].filter((path) => !paths.has(path))).toEqual([]);
});

test("a dialog with a field is a form's own, which asks before it throws anything away", () => {
  const dialogs = forms.filter(({ text }) => /<Dialog\b/.test(text));
  expect(dialogs.map(({ path }) => path)).toEqual([]);
});
