import { AdaptiveCard, HostConfig } from "adaptivecards";
import type { Token } from "#platform/shell/theme.tsx";

/* The only file that knows the adaptivecards package; loaded when a card is to be shown. */

/** A card drawn as Teams would, in the theme of the page. Its buttons do nothing here. Undefined when it is no card. */
export function drawCard(card: Record<string, unknown>): HTMLElement | undefined {
  const adaptive = new AdaptiveCard();
  adaptive.hostConfig = new HostConfig(hostConfig());
  adaptive.onExecuteAction = () => {};
  adaptive.parse(card);
  return adaptive.render();
}

// Markdown would make HTML out of texts. Only what the bot itself writes is honoured: bold, and escaped signs.
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = escapeHtml(text)
    .replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, "<strong>$1</strong>")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replaceAll("\n", "<br>");
  result.didProcess = true;
};

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? "");

const themed: Token = (name) => `var(--${name})`;

/** Teams' own sizes and the theme's colours, in the package's terms. */
function hostConfig() {
  const color = (value: string) => ({ default: value, subtle: themed("colorNeutralForeground2") });
  const colors = {
    default: color(themed("colorNeutralForeground1")),
    accent: color(themed("colorBrandForeground1")),
    good: color(themed("colorStatusSuccessForeground1")),
    warning: color(themed("colorStatusWarningForeground1")),
    attention: color(themed("colorStatusDangerForeground1")),
    light: color(themed("colorNeutralForeground2")),
    dark: color(themed("colorNeutralForeground1")),
  };
  const style = (backgroundColor: string) => ({
    backgroundColor,
    foregroundColors: colors,
    borderColor: themed("colorNeutralStroke1"),
  });
  return {
    fontFamily: themed("fontFamilyBase"),
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: themed("colorNeutralStroke2") },
    imageSizes: { small: 32, medium: 52, large: 100 },
    supportsInteractivity: true,
    containerStyles: {
      default: style(themed("colorNeutralBackground1")),
      emphasis: style(themed("colorNeutralBackground3")),
      accent: style(themed("colorBrandBackground2")),
      good: style(themed("colorStatusSuccessBackground1")),
      warning: style(themed("colorStatusWarningBackground1")),
      attention: style(themed("colorStatusDangerBackground1")),
    },
    actions: {
      maxActions: 6,
      spacing: "default",
      buttonSpacing: 8,
      actionsOrientation: "horizontal",
      actionAlignment: "left",
      showCard: { actionMode: "inline", inlineTopMargin: 16 },
    },
    inputs: {
      label: {
        inputSpacing: "small",
        requiredInputs: { weight: "bolder", color: "default", suffix: " *" },
        optionalInputs: { weight: "bolder" },
      },
      errorMessage: { color: "attention" },
    },
    textBlock: { headingLevel: 3 },
    textStyles: { heading: { weight: "bolder", size: "large" } },
  };
}
