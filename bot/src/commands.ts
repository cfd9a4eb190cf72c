import type { Command } from "#platform/feature.ts";
import type { Installed } from "./dispatch.ts";

/** Finds the command that somebody writes to the bot, and what it is to run with. */
export function commandsOf(installed: readonly Installed[]) {
  const commands = installed.flatMap((feature) =>
    Object.values(feature.commands ?? {}).map((command) => ({
      feature,
      command,
      words: wordsOf(feature, command),
    })),
  );

  return function commandIn(
    text: string,
  ): { feature: Installed; command: Command; text: string } | undefined {
    // Some keyboards write ä as two characters.
    const said = text.trim().normalize("NFC");
    const bare = said.replace(/[\s!.?]+$/, "").toLowerCase();
    const whole = commands.find(({ words }) => words.has(said.toLowerCase()) || words.has(bare));
    if (whole) return { ...whole, text: whole.command.takesMore ? "" : text };
    const [first = "", ...more] = said.split(/\s+/);
    const begun = commands.find(({ command, words }) => command.takesMore && words.has(first.toLowerCase()));
    return begun && { ...begun, text: more.join(" ") };
  };
}

/** Words for a command are understood in every language, whichever one the person reads. */
function wordsOf(feature: Installed, command: Command): Set<string> {
  return new Set(Object.values(feature.in).flatMap((t) => t(command.words).toLowerCase().split("|")));
}
