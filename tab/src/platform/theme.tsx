import {
  FluentProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from "@fluentui/react-components";
import { type ReactNode, useEffect } from "react";
import { liveValue, useLive } from "./live-value.ts";

export const themes = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
} as const;
export type ThemeName = keyof typeof themes;
export const themeNames: readonly ThemeName[] = ["default", "dark", "contrast"];

/** Teams' name for a theme as one of ours; "glass" (headsets) is dark, an unknown one is the default. */
export function themeOf(name: string | undefined): ThemeName {
  if (name === "glass") return "dark";
  return themeNames.find((theme) => theme === name) ?? "default";
}

const current = liveValue<ThemeName>(themeOf(document.documentElement.dataset.theme));

export const setTheme = (theme: ThemeName): void => current.set(theme);
export const useTheme = (): ThemeName => useLive(current);

/** Fluent in the theme of the page; also for what is put elsewhere in the page by a portal. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const theme = useTheme();
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <FluentProvider theme={themes[theme]} style={{ background: "transparent" }}>
      {children}
    </FluentProvider>
  );
}
