import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { PreviewDate, Rule } from "bot/coffee/contract";
import { useEffect, useState } from "react";
import { previewQuery } from "#features/coffee/queries.ts";

const typingPauseMs = 400;

/**
 * The dates that a rule under edit gives for 24 months. Single days left out are reckoned here, so that taking one out
 * shows at once and asks the server nothing.
 */
export function useDates(rule: Rule) {
  const asked = useSettled(rule);
  const preview = useQuery({
    ...previewQuery({ ...asked, skippedDates: [] }),
    placeholderData: keepPreviousData,
  });
  const dates = preview.data?.dates.map((each): PreviewDate => {
    const isSkipped = rule.skippedDates.includes(each.date);
    return { ...each, leftOut: isSkipped ? "skipped" : each.leftOut };
  });
  return { dates, error: preview.error, again: preview.refetch };
}

/** A value once it has stayed the same for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingPauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
