import "@github/markdown-toolbar-element";
import {
  LinkRegular,
  TextBoldRegular,
  TextBulletListLtrRegular,
  TextItalicRegular,
  TextNumberListLtrRegular,
  TextQuoteRegular,
} from "@fluentui/react-icons";
import { useTexts } from "#platform/texts.ts";
import styles from "./markdown-field.module.css";
import { markdownTexts } from "./markdown-texts.ts";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "markdown-toolbar": import("react").HTMLAttributes<HTMLElement> & { for: string };
    }
  }
}

const tools = [
  { name: "bold", Icon: TextBoldRegular },
  { name: "italic", Icon: TextItalicRegular },
  { name: "link", Icon: LinkRegular },
  { name: "quote", Icon: TextQuoteRegular },
  { name: "unordered-list", Icon: TextBulletListLtrRegular },
  { name: "ordered-list", Icon: TextNumberListLtrRegular },
] as const;
export type Tool = (typeof tools)[number]["name"];

/** GitHub's toolbar does the writing, so that Ctrl+Z takes it back, and moves the focus among its buttons. */
export function Toolbar({ fieldId }: { fieldId: string }) {
  const t = useTexts(markdownTexts);
  return (
    <markdown-toolbar for={fieldId} aria-label={t("tools")} className={styles.tools}>
      {tools.map(({ name, Icon }) => (
        <button
          key={name}
          type="button"
          data-md-button={name}
          aria-label={t(`tool.${name}`)}
          title={t(`tool.${name}`)}
        >
          <Icon aria-hidden="true" />
        </button>
      ))}
    </markdown-toolbar>
  );
}
