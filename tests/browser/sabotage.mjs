// A broken anchor, a picture without words, faint type, a foreign request, a page too wide: each is put into a copy of a page, and
// must be seen. A judge that sees nothing proves nothing.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pages from "./pages.mjs";

const WRONGS = [
  ["a broken anchor", "<p><a href=\"#no-such-place\">words</a></p>", "links"],
  ["a link to no page", "<p><a href=\"no-such-page.html\">words</a></p>", "links"],
  ["a picture without words", "<p><img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==\"></p>", "axe"],
  ["faint type", "<p><font color=\"#d8d8d8\">faint words</font></p>", "axe"],
  ["a foreign picture", "<p><img alt=\"x\" src=\"http://203.0.113.1/x.png\"></p>", "console"],
  ["a broken script", "<script src=\"../no-such.js\"></script>", "console"],
  ["a table too wide", `<table><tr><td>${"wide&#160;".repeat(200)}</td></tr></table>`, "width"],
];

export async function sabotage({ browser, site, work, axe, tally, listed }) {
  const folder = join(work, "sabotaged");
  cpSync(site, folder, { recursive: true });
  const files = listed(folder);
  const file = files.html.find(({ path }) => /^[a-z]+\/index\.html$/.test(path));
  const before = readFileSync(join(folder, file.path), "utf8");
  const unseen = [];
  for (const [what, wrong, judge] of WRONGS) {
    writeFileSync(join(folder, file.path), before.replace("</main>", `${wrong}</main>`));
    const rounds = [{ file, from: "file", script: true, dark: false, width: 390 }];
    const { faults, anchors } = await pages.see(browser, rounds, { file: `${pathToFileURL(folder).href}/` }, axe);
    const told = judge === "links" ? pages.dead(anchors, files.all) : faults[judge];
    if (told.length === 0 && !(judge === "axe" && !axe)) unseen.push(what);
  }
  tally.done("what is put wrong is seen", unseen, `${WRONGS.length} wrongs`);
}
