import "virtual:fluent-themes.css";
import { type Theme, useFocusVisible } from "@fluentui/react-components";
import { type ReactNode, useEffect } from "react";
import { liveValue, useLive } from "#platform/observable.ts";

export type ThemeName = "default" | "dark" | "contrast";
export const themeNames: readonly ThemeName[] = ["default", "dark", "contrast"];

/** Teams' name for a theme as one of ours; "glass" (headsets) is dark, an unknown one is the default. */
export function themeOf(name: string | undefined): ThemeName {
  if (name === "glass") return "dark";
  return themeNames.find((theme) => theme === name) ?? "default";
}

const current = liveValue<ThemeName>(themeOf(document.documentElement.dataset.theme));

export const setTheme = (theme: ThemeName): void => current.set(theme);
export const useTheme = (): ThemeName => useLive(current);

/** The value of one of Fluent's tokens, by its name. */
export type Token = (name: keyof Theme) => string;

/** What `read` makes of the light theme's tokens, whatever the page's theme is: for what leaves the page. */
export function inLight<T>(read: (token: Token) => T): T {
  const light = document.createElement("div");
  light.dataset.theme = "default";
  document.body.append(light);
  const style = getComputedStyle(light);
  const value = read((name) => style.getPropertyValue(`--${name}`));
  light.remove();
  return value;
}

/** Fluent in the theme of the page. The themes are CSS, so its own provider, which brings them in JavaScript, need not come. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const theme = useTheme();
  const focusRings = useFocusVisible<HTMLElement>();
  focusRings.current ??= document.body; // So that what a portal puts elsewhere in the page has them too.
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return children;
}
