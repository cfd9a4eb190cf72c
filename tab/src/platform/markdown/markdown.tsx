import type { Language } from "bot/surveys/contract";
import { Suspense, use, useLayoutEffect, useRef } from "react";
import { Unreachable } from "#platform/api.ts";
import styles from "./markdown.module.css";

type Render = typeof import("./render.ts").render;
type Props = {
  text: string;
  /** The text's own language. */
  lang: Language;
  /** Names of those mentioned, which stand out as @Name. */
  names?: readonly string[];
};

/** What somebody wrote as Markdown, safely: no HTML, no pictures, links to the web and to mailboxes alone. */
export function Markdown(props: Props) {
  return (
    <Suspense fallback={<div className="bone" style={{ height: 44 }} aria-hidden="true" />}>
      <Rendered {...props} />
    </Suspense>
  );
}

const nobody: readonly string[] = [];

function Rendered({ text, lang, names = nobody }: Props) {
  const render = use(loadRender());
  const place = useRef<HTMLDivElement>(null);
  // Before the browser paints, and only anew when it is another text: what is chosen in it stays chosen.
  const named = names.join("\n");
  useLayoutEffect(() => {
    place.current?.replaceChildren(render(text, named ? named.split("\n") : nobody));
  }, [render, text, named]);
  return <div ref={place} lang={lang} dir="auto" className={styles.markdown} />;
}

let loading: Promise<Render> | undefined;

/** The renderer, a chunk of its own that is asked for once; after a failure, again. */
function loadRender(): Promise<Render> {
  loading ??= import("./render.ts").then(
    ({ render }) => render,
    (cause) => {
      loading = undefined;
      throw new Unreachable(cause);
    },
  );
  return loading;
}
// Beside what will show it; whoever shows it meets the error.
loadRender().catch(() => {});
