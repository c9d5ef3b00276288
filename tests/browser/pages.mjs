// Every page: axe, width, console, requests, links and anchors. What is looked at in which light is decided by `plan`.
import { readFile } from "node:fs/promises";
import { looks, watched } from "./browser.mjs";

const WIDTHS = [320, 390, 1280];

// The pages of a site by kind: pages of one class in one folder are alike.
export function kinds(files) {
  const groups = new Map();
  for (const file of files) {
    const kind = file.kind;
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(file);
  }
  return groups;
}

// All pages once from the disk, light, at a desk; of each kind the first and the largest in all other ways (every page
// in every way if `full`).
export function plan(files, full) {
  const rounds = files.map((file) => ({ file, from: "file", script: true, dark: false, width: 1280 }));
  const sample = [];
  for (const group of kinds(files).values()) {
    const largest = group.reduce((one, other) => (other.bytes > one.bytes ? other : one));
    sample.push(...new Set(full ? group : [group[0], largest]));
  }
  for (const [at, file] of sample.entries()) {
    for (const from of ["file", "server"]) for (const script of [true, false]) for (const dark of [false, true]) {
      for (const [place, width] of WIDTHS.entries()) {
        if (from === "file" && script && !dark && width === 1280) continue;
        // In the sample, light and width go through all six pairs from the disk with the script; the others take turns.
        const turn = (at + place + (dark ? 1 : 0)) % 3;
        const told = full || (from === "file" && script) || turn === (from === "file" ? 0 : script ? 1 : 2);
        if (told) rounds.push({ file, from, script, dark, width });
      }
    }
  }
  return rounds;
}

export async function see(browser, rounds, roots, axe) {
  const faults = { axe: [], width: [], console: [] };
  const anchors = new Map();
  const queue = [...rounds];
  const worker = async () => {
    let page = null, last = "";
    for (let round = queue.shift(); round; round = queue.shift()) {
      const root = roots[round.from];
      const key = `${round.from}${round.script}`;
      if (!page || last !== key) {
        await page?.close();
        page = await watched(browser, root);
        last = key;
      }
      const where = `${round.file.path} [${round.from}${round.script ? "" : ", no script"}, ${round.dark ? "dark" : "light"}, ${round.width}]`;
      page.faults.length = 0;
      try {
        await looks(page, round);
        await page.goto(root + round.file.path, { waitUntil: "load", timeout: 90000 });
        const told = await look(page, round, root, axe);
        faults.axe.push(...told.axe.map((fault) => `${where} ${fault}`));
        if (told.over > 0) faults.width.push(`${where} is ${told.over} px wider than the window: ${told.widest}`);
        if (!anchors.has(round.file.path)) anchors.set(round.file.path, told);
      } catch (error) {
        faults.console.push(`${where} ${error.message}`);
        await page.close().catch(() => {});
        page = null;
      }
      if (page) faults.console.push(...page.faults.map((fault) => `${where} ${fault}`));
    }
    await page?.close();
  };
  await Promise.all([worker(), worker()]);
  return { faults, anchors };
}

async function look(page, round, root, axe) {
  // The site's own scripts have had their say; the judge's may run in any case.
  if (!round.script) await page.setJavaScriptEnabled(true);
  const told = await page.evaluate((root) => {
    const over = Math.max(0, document.documentElement.scrollWidth - window.innerWidth);
    let widest = "";
    if (over > 0) {
      const all = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1);
      widest = all.slice(0, 2).map((one) => `${one.tagName.toLowerCase()}.${one.className}`).join(" ");
    }
    const links = [...document.querySelectorAll("a[href], link[href], script[src], img[src]")];
    return {
      over, widest,
      ids: [...document.querySelectorAll("[id]")].map((one) => one.id),
      links: links.map((one) => {
        // A script may have written an address out in full.
        const link = one.getAttribute("href") ?? one.getAttribute("src");
        return link.startsWith(root) ? `/${link.slice(root.length)}` : link;
      }),
    };
  }, root);
  told.axe = [];
  if (axe) {
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const result = await window.axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
      return result.violations.map((one) => [one.id, one.nodes.length, one.nodes[0].target.join(" "), (one.nodes[0].any[0] ?? one.nodes[0].all[0] ?? one.nodes[0].none[0])?.message ?? one.help]);
    });
    told.axe = found.map(([id, count, target, message]) => `${id} x${count}: ${target}: ${message}`);
  }
  return told;
}

// Links whose file or anchor is missing. `all` are the paths of the site's files.
export function dead(anchors, all) {
  const faults = [];
  for (const [path, told] of anchors) {
    for (const link of told.links) {
      if (/^(mailto|tel|https?|data):/.test(link)) continue;
      const to = new URL(link, `http://x/${path}`);
      const file = decodeURIComponent(to.pathname).slice(1);
      if (link !== "" && !all.has(file)) { faults.push(`${path}: ${link} leads nowhere`); continue; }
      const id = decodeURIComponent(to.hash.slice(1));
      if (id && anchors.has(file) && !anchors.get(file).ids.includes(id)) faults.push(`${path}: ${link} has no such anchor`);
    }
    const twice = told.ids.filter((id, at) => told.ids.indexOf(id) !== at);
    if (twice.length > 0) faults.push(`${path}: id ${twice[0]} stands twice`);
  }
  return faults;
}

export async function axeSource(path) { return readFile(path, "utf8"); }
