import { useEffect } from "react";
import { flushSync } from "react-dom";
import { setTheme, type ThemeName, themeOf } from "#platform/theme.tsx";

/** Prints in the light theme: browsers leave backgrounds out, and white text would be lost on the paper. */
export function useLightOnPaper(): void {
  useEffect(() => {
    let before: ThemeName = "default";
    const begin = () => {
      before = themeOf(document.documentElement.dataset.theme);
      flushSync(() => setTheme("default"));
    };
    const end = () => setTheme(before);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
}
