// The site of the real book in a real browser, judged by axe, the Nu checker and Lighthouse. Run by .ci/browser.
//
// --tool PROGRAM --book FOLDER  what is tried
// --site FOLDER                 a site that stands already, instead of one built here
// --query WORDS                 what is looked for to measure the first entry
// --only NAME,NAME              some of: pages, nu, links, sizes, walks, search, speed, lighthouse, sabotage
// --full                        every page in every way (an hour), not all once and each kind in most ways
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs, promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { launch } from "./browser.mjs";
import * as pages from "./pages.mjs";
import { sabotage } from "./sabotage.mjs";
import * as searching from "./search.mjs";
import { serve } from "./serve.mjs";
import * as speeds from "./speed.mjs";
import { Tally } from "./tally.mjs";
import { walk } from "./walks.mjs";

const { values: asked } = parseArgs({ options: {
  tool: { type: "string" }, book: { type: "string" }, site: { type: "string" }, query: { type: "string" }, only: { type: "string" }, full: { type: "boolean" },
} });
const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const judges = join(here, "..", "node_modules");
const work = mkdtempSync(join(tmpdir(), "tallybook-browser-"));
const tally = new Tally();
const wants = (name) => !asked.only || asked.only.split(",").includes(name);
const began = Date.now();
const since = () => `${((Date.now() - began) / 1000).toFixed(0)} s`;

async function build(book, to) {
  await run(asked.tool, ["build", "--only", "site", "--out", to], { cwd: book, maxBuffer: 1 << 26 });
  return to;
}

// The real book with a line more in its plan.yaml: where it will stand.
async function addressed(base) {
  const book = join(work, "book");
  for (const part of ["data", "content", "templates"]) {
    if (existsSync(join(asked.book, part))) cpSync(join(asked.book, part), join(book, part), { recursive: true });
  }
  const plan = join(book, "data", "plan.yaml");
  writeFileSync(plan, `${readFileSync(plan, "utf8")}\nbase_url: "${base}"\n`);
  return build(book, join(work, "addressed"));
}

export function listed(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = all.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"));
  const html = paths.filter((path) => path.endsWith(".html") && path !== "404.html").sort();
  const of = (path) => {
    const text = readFileSync(join(folder, path), "utf8");
    // Pages of one kind have one template: the class of its body or of its first part, and the folder of the pages after the chapters.
    const main = text.slice(text.indexOf("<main"));
    const part = (main.match(/<(?:article|section|header|dl)(?: class="([^"]*)")?/) ?? ["", ""])[1] ?? "";
    const kind = `${path.split("/")[0]} ${(text.match(/<body class="([^"]*)"/) ?? ["", ""])[1]} ${part}`;
    return { path, kind, text, bytes: statSync(join(folder, path)).size };
  };
  return { all: new Set(paths), html: html.map(of) };
}

// From the server, since a page's policy speaks of its own origin, which a file has not.
async function nu(base, files) {
  const jar = join(judges, "vnu-jar", "build", "dist", "vnu.jar");
  if (!existsSync(jar)) return tally.left("Nu", "vnu.jar is not there");
  try { await run("java", ["-version"]); } catch { return tally.left("Nu", "there is no Java"); }
  const pages = files.html.map(({ path }) => base + path);
  const told = await run("java", ["-Xss4m", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", jar, "--format", "json", ...pages], { maxBuffer: 1 << 28 }).catch((error) => error);
  const { messages } = JSON.parse(told.stderr || "{}");
  if (!messages) return tally.done("Nu", [`the checker says ${String(told.stderr).slice(0, 300)}`]);
  // By its letters the checker guesses at a page's language; a Chinese ledger of Latin keys is none the less Chinese.
  const meant = messages.filter(({ message }) => !/appears to be written in/.test(message));
  const faults = meant.map((one) => `${one.url?.replace(base, "")}:${one.lastLine} ${one.subType ?? one.type}: ${one.message}`);
  return tally.done("Nu finds nothing on any page", faults, `${pages.length} pages, ${since()}`);
}

// What a reader's line carries, packed as servers pack it: a page without its figures under 100 kB, style and scripts of a page
// under 45 kB, the index of a language under 300 kB. The bare sizes are told beside it.
function sizes(folder, files) {
  const faults = [];
  const bare = (text) => Buffer.from(text.replace(/<svg[\s\S]*?<\/svg>/g, ""));
  let largest = { bytes: 0, path: "" }, over = 0;
  for (const { path, text } of files.html) {
    const page = bare(text), packed = gzipSync(page).length;
    if (page.length > largest.bytes) largest = { bytes: page.length, path, packed };
    if (page.length >= 100000) over += 1;
    if (packed >= 100000) faults.push(`${path}: ${packed} bytes packed`);
  }
  const kb = (bytes) => `${Math.round(bytes / 1000)} kB`;
  const group = (what, test, most) => {
    const parts = [...files.all].filter(test).map((path) => readFileSync(join(folder, path)));
    const plain = parts.reduce((sum, part) => sum + part.length, 0);
    const packed = parts.reduce((sum, part) => sum + gzipSync(part).length, 0);
    if (packed >= most) faults.push(`${what}: ${packed} bytes packed`);
    return `${what} ${kb(plain)}, packed ${kb(packed)}`;
  };
  tally.done("sizes", faults, [
    `largest page without figures ${kb(largest.bytes)}, packed ${kb(largest.packed)} (${largest.path}); ${over} over 100 kB unpacked`,
    group("style and scripts", (path) => /^static\/.*\.(css|js)$/.test(path) && path !== "static/fonts.css", 45000),
    ...["zh", "en"].map((language) => group(`index ${language}`, (path) => path.startsWith(`search/${language}/`), 300000)),
  ].join("; "));
}

async function main() {
  const program = (await run("sh", ["-c", "command -v chromium"])).stdout.trim();
  const site = asked.site ?? (await build(asked.book, join(work, "site")));
  const files = listed(site);
  if (files.html.length === 0) throw new Error("the site has no page");
  const served = await serve(site, "/county/plan/");
  const roots = { file: `${pathToFileURL(site).href}/`, server: served.base };
  const browser = await launch(program);
  console.log(`${files.html.length} pages of ${pages.kinds(files.html).size} kinds, ${await browser.version()}`);
  if (wants("nu")) await nu(served.base, files);
  const axeFile = join(judges, "axe-core", "axe.min.js");
  const axe = existsSync(axeFile) ? await pages.axeSource(axeFile) : null;
  if (!axe && wants("pages")) tally.left("axe", "axe-core is not there");
  if (wants("pages") || wants("links")) {
    const rounds = wants("pages") ? pages.plan(files.html, asked.full) : pages.plan(files.html, false).slice(0, files.html.length);
    const { faults, anchors } = await pages.see(browser, rounds, roots, wants("pages") ? axe : null);
    const told = `${rounds.length} looks, ${since()}`;
    if (wants("pages")) {
      if (axe) tally.done("axe finds nothing on any page", faults.axe, told);
      tally.done("no page is wider than its window", faults.width);
    }
    tally.done("no error, no foreign or failed request", faults.console);
    tally.done("no broken link or anchor", pages.dead(anchors, files.all), `${[...anchors.values()].reduce((sum, one) => sum + one.links.length, 0)} links`);
  }
  if (wants("sizes")) sizes(site, files);
  if (wants("search")) {
    for (const language of ["zh", "en"].filter((language) => files.all.has(`${language}/index.html`))) {
      const table = searching.queries(readFileSync(join(here, `search.${language}.tsv`), "utf8"));
      const first = `${language}/index.html`;
      if (!asked.query) {
        const { faults, told } = await searching.search(browser, roots.file, language, table, first);
        if (table.length < 80) faults.push(`only ${table.length} queries`);
        tally.done(`search, ${language}, from the disk`, faults, `${told}, ${since()}`);
      }
      const word = asked.query ?? (language === "zh" ? "草地" : "grassland");
      for (const [from, root] of Object.entries(roots)) {
        const { faults, took } = await searching.opening(browser, root, first, word);
        if (took >= 1000) faults.push(`the first entry comes after ${took} ms`);
        tally.done(`the first entry of a search, ${language}, ${from}`, faults, `${took} ms after \`/\``);
      }
      for (const [from, root] of Object.entries(roots)) {
        tally.done(`search by keyboard, ${language}, ${from}`, await searching.keyboard(browser, root, first, word));
      }
    }
  }
  if (wants("walks")) {
    const { faults, turns } = await walk(browser, roots.file, files.html, { walks: 100, steps: 50, seed: 20260716, letters: [..."草地水面积2gwaters"] });
    tally.done("100 walks of 50 steps by keyboard alone", faults, `${turns} steps, ${since()}`);
  }
  const sample = [...pages.kinds(files.html).values()].map((group) => group.reduce((one, other) => (other.bytes > one.bytes ? other : one)));
  if (wants("speed")) {
    const { faults, told } = await speeds.speed(browser, served.base, sample);
    tally.done("LCP under 1 s, CLS under 0.02, TBT under 50 ms", faults, `${told}, ${since()}`);
  }
  if (wants("lighthouse")) {
    const judge = await import("lighthouse").then((judge) => judge.default).catch(() => null);
    if (!judge) tally.left("Lighthouse", "it is not there");
    else {
      served.folder = await addressed(served.base);
      const port = Number(new URL(browser.wsEndpoint()).port);
      const chosen = sample.filter(({ path }) => path !== "index.html");
      const { faults, told } = await speeds.lighthouse(judge, port, served.base, asked.full ? chosen : chosen.slice(0, 6));
      tally.done("Lighthouse: accessibility, best practices, SEO 100", faults, `${told}, ${since()}`);
      served.folder = site;
    }
  }
  if (wants("sabotage")) await sabotage({ browser, site, work, axe, tally, listed });
  await browser.close();
  served.stop();
}

let status = 1;
try {
  await main();
  status = tally.close();
} catch (error) {
  console.error(`test-browser: ${error.stack ?? error}`);
  if (error.stderr) console.error(error.stderr);
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(status);
