import { createContext, useContext } from "react";
import { matchPath, useLocation } from "react-router";
import type { Feature, Page } from "#platform/feature.ts";

/** The tab's features, for what draws the ways between them. */
export const FeaturesContext = createContext<readonly Feature[]>([]);
export const useFeatures = (): readonly Feature[] => useContext(FeaturesContext);

/** The feature that the page belongs to; undefined on pages of the shell. */
export function useHere(): Feature | undefined {
  const { pathname } = useLocation();
  return useFeatures().find(({ pages }) => pages.some((page) => leadsTo(page, pathname)));
}

const leadsTo = ({ path, pages = [] }: Page, pathname: string): boolean =>
  matchPath({ path: `/${path}`, end: pages.length === 0 }, pathname) !== null;

/** Those that everybody may have before them. */
export const isForAll = ({ isForAdministrators }: Feature): boolean => !isForAdministrators;

export const isFront = ({ group }: Feature, index: number, all: readonly Feature[]) =>
  !group || all.findIndex((other) => isSame(other.group, group)) === index;

/** By its name: each feature of a group writes it out for itself. */
export const isSame = (one: Feature["group"], other: Feature["group"]) =>
  one !== undefined && one.name === other?.name;
