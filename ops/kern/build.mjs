// Baut static/css/kern.css und trägt die Prüfsumme in static/css/kern.README.md ein.
// Aufruf: npm ci && npm run build
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const css = join(here, "../../static/css");

// Jedes Piktogramm kostet rund ein Kilobyte als data-URI; nur was Vorlagen benutzen, kommt mit.
const ICONS = ["danger", "easy-language", "info", "sign-language", "success", "warning"];
const SIZES = ["small"];

// Was der Text einer Seite braucht, setzt campaign.css; diese Klassen von KERN kommen in keiner Vorlage vor.
const UNUSED = new RegExp(
  "^kern-(body--.*|btn--(block|x-small)|btn-wrapper|dialog|form-input__input--width-.*|heading-.*|hgroup|label--.*|layer" +
    "|level-0|link(--.*)?|list(--.*)?|number|preline(--.*)?|sr-only-mobile|subline(--.*)?|title--.*)$",
);

function isUnusedIcon(selector) {
  const name = selector.trim().match(/^\.kern-icon--([a-z-]+)$/)?.[1];
  return name !== undefined && !ICONS.includes(name) && !SIZES.includes(name);
}

function isUnusedPart(selector) {
  return [...selector.matchAll(/\.(kern-[\w-]+)/g)].some((match) => UNUSED.test(match[1]));
}

/** Hell und dunkel regelt campaign.css allein über die Einstellung des Geräts; Ebenen 1 und 2 nutzt keine Vorlage. */
function isUnusedTheme(selector) {
  return /^(\[data-kern-theme=[^\]]+\]|\.kern-(light|dark)|\.kern-level-[12])$/.test(selector.trim());
}

function dropSelectors(root) {
  root.walkRules((rule) => {
    const kept = rule.selectors.filter(
      (selector) => !isUnusedIcon(selector) && !isUnusedPart(selector) && !isUnusedTheme(selector),
    );
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
}

/** Entfernt Eigenschaften, die niemand liest, so lange, bis keine mehr wegfällt. */
function dropUnreadProperties(root) {
  for (let removed = 1; removed > 0; ) {
    removed = 0;
    const read = new Set();
    root.walkDecls((decl) => {
      for (const match of decl.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(match[1]);
    });
    root.walkDecls(/^--/, (decl) => {
      if (read.has(decl.prop)) return;
      decl.remove();
      removed += 1;
    });
  }
}

function dropEmpty(root) {
  root.walkComments((comment) => comment.remove());
  for (let removed = 1; removed > 0; ) {
    removed = 0;
    root.walk((node) => {
      if (node.nodes?.length !== 0) return;
      node.remove();
      removed += 1;
    });
  }
}

const built = sass.compile(join(here, "kern.scss"), {
  style: "compressed",
  loadPaths: [join(here, "node_modules")],
  quietDeps: true,
  silenceDeprecations: ["if-function"],
});
const root = postcss.parse(built.css);
dropSelectors(root);
dropUnreadProperties(root);
dropEmpty(root);

const version = JSON.parse(readFileSync(join(here, "node_modules/@kern-ux/native/package.json"))).version;
const banner = `/*! Auswahl aus KERN UX ${version}, EUPL-1.2, geändert; siehe kern.README.md und kern.LICENSE */\n`;
const output = banner + root.toString() + "\n";
writeFileSync(join(css, "kern.css"), output);
copyFileSync(join(here, "node_modules/@kern-ux/native/LICENSE.md"), join(css, "kern.LICENSE"));

const sum = createHash("sha256").update(output).digest("hex");
const readme = join(css, "kern.README.md");
const text = readFileSync(readme, "utf8").replace(/(sha256 `kern\.css`: `)[0-9a-f]*(`)/, `$1${sum}$2`);
writeFileSync(readme, text);
console.log(`kern.css ${output.length} Zeichen, sha256 ${sum}`);
