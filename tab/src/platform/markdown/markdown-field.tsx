import { Label, Tab, TabList } from "@fluentui/react-components";
import type { Language } from "bot/surveys/contract";
import {
  type KeyboardEvent,
  lazy,
  type Ref,
  Suspense,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import styles from "./markdown-field.module.css";
import { markdownTexts } from "./markdown-texts.ts";
import { optionId, PeopleList } from "./people-list.tsx";
import { type Tool, Toolbar } from "./toolbar.tsx";
import { type Mentions, useMentions } from "./use-mentions.ts";
import { usePaste } from "./use-paste.ts";

const Markdown = lazy(() => import("./markdown.tsx").then(({ Markdown }) => ({ default: Markdown })));

/** What a page may do with a field: write from where it is. */
export type FieldHandle = { focus(): void };

/** Text as Markdown, with buttons for those who do not know it, and a tab that shows what it becomes. It grows as one writes. */
export function MarkdownField({
  ref,
  label,
  value,
  lang,
  maxLength,
  change,
  submit,
  mentions,
  error,
}: Props) {
  const t = useTexts(markdownTexts);
  const id = useId();
  const listId = `${id}-people`;
  const field = useRef<HTMLTextAreaElement>(null);
  const group = useRef<HTMLDivElement>(null);
  const [isPreview, setPreview] = useState(false);
  const list = useMentions({ field, value, mentions });
  useImperativeHandle(ref, () => ({ focus: () => focusIn(field.current, setPreview) }));

  const paste = usePaste(maxLength);
  const press = (event: KeyboardEvent) => {
    if (list.press(event) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const tool = toolKeys[event.key.toLowerCase()];
    if (event.key === "Enter" && submit) submit();
    else if (tool) group.current?.querySelector<HTMLElement>(`[data-md-button="${tool}"]`)?.click();
    else return;
    event.preventDefault();
  };
  const left = maxLength - value.length;
  useSaid(left);
  const isOpen = list.people.length > 0;

  return (
    <div ref={group} className={styles.field}>
      <div className={styles.head}>
        <Label htmlFor={id}>{label}</Label>
        <TabList
          size="small"
          selectedValue={isPreview ? "preview" : "write"}
          onTabSelect={(_, { value }) => setPreview(value === "preview")}
        >
          <Tab value="write" id={`${id}-write`} aria-controls={isPreview ? undefined : `${id}-panel`}>
            {t("write")}
          </Tab>
          <Tab value="preview" id={`${id}-preview`} aria-controls={isPreview ? `${id}-panel` : undefined}>
            {t("preview")}
          </Tab>
        </TabList>
      </div>
      {isPreview && (
        <div
          id={`${id}-panel`}
          role="tabpanel"
          aria-labelledby={`${id}-preview`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it holds nothing else that one could come to by Tab
          tabIndex={0}
          className={styles.preview}
        >
          <Suspense fallback={null}>
            {value.trim() ? <Markdown text={value} lang={lang} /> : <p>{t("preview.empty")}</p>}
          </Suspense>
        </div>
      )}
      <div
        id={isPreview ? undefined : `${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-write`}
        hidden={isPreview}
      >
        <Toolbar fieldId={id} />
        <div className={styles.writing}>
          <textarea
            ref={field}
            id={id}
            lang={lang}
            rows={5}
            value={value}
            maxLength={maxLength}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            aria-autocomplete={mentions ? "list" : undefined}
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={isOpen ? optionId(listId, list.at) : undefined}
            onChange={(event) => {
              change(event.target.value);
              list.moved(event.target);
            }}
            onSelect={(event) => list.moved(event.currentTarget)}
            onKeyDown={press}
            onPaste={paste}
          />
          {isOpen && <PeopleList id={listId} {...list} />}
        </div>
      </div>
      {error && (
        <p id={`${id}-error`} role="alert" className={styles.error}>
          {error}
        </p>
      )}
      {left < nearlyFull && <p className={styles.left}>{t("left", { count: left })}</p>}
    </div>
  );
}

/** Says how much room is left, a few times on the way to none. */
function useSaid(left: number): void {
  const t = useTexts(markdownTexts);
  const announce = useAnnounce();
  const steps = saidAt.filter((step) => left <= step).length;
  const before = useRef(steps);
  useEffect(() => {
    if (steps > before.current) announce(t("left", { count: left }));
    before.current = steps;
  }, [steps, left, announce, t]);
}

const saidAt = [500, 100, 20];

/** From here on one is told how much room is left. */
const nearlyFull = 500;
const toolKeys: Record<string, Tool> = { b: "bold", i: "italic", k: "link" };

function focusIn(field: HTMLTextAreaElement | null, setPreview: (on: boolean) => void): void {
  setPreview(false);
  // Hidden behind the preview it can't take the focus before React has shown it.
  requestAnimationFrame(() => {
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    field?.scrollIntoView({ block: "center" });
  });
}

type Props = {
  ref?: Ref<FieldHandle>;
  label: string;
  value: string;
  /** The language that one writes in. */
  lang: Language;
  maxLength: number;
  change(text: string): void;
  /** Ctrl+Enter. */
  submit?: () => void;
  mentions?: Mentions;
  /** What is wrong with the text. */
  error?: string | null;
};
