"""The Word copies in LibreOffice: each opens and is set; what two reviewers write there comes back to its places. The
fill-in workbook in LibreOffice: what is filled in there comes back, and nothing else.

Run by .ci/office with the tool to be tried. Works in a temporary folder; ends with status 1 at the first thing amiss.
"""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
import zipfile

import uno
from com.sun.star.beans import PropertyValue

TOOL = sys.argv[1]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOME = tempfile.mkdtemp(prefix="tallybook-office-")
PAGE = "content/zh/01-status/01-land.md"


def amiss(what):
    print(f"test-office: {what}", file=sys.stderr)
    sys.exit(1)


def run(*words, status=0):
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != status:
        amiss(f"{' '.join(words)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def value(name, what):
    return PropertyValue(Name=name, Value=what)


def url(path):
    return uno.systemPathToFileUrl(path)


class Office:
    """LibreOffice without a screen, with a profile of its own."""

    def __init__(self):
        pipe = f"tallybook{os.getpid()}"
        profile = url(os.path.join(HOME, "profile"))
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}",
             f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.5)
        else:
            amiss("LibreOffice does not answer")
        self.service = self.context.ServiceManager
        self.desktop = self.service.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)

    def called(self, name):
        """From now on changes and comments are those of a reviewer."""
        config = self.service.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", self.context)
        access = config.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", (value("nodepath", "/org.openoffice.UserProfile/Data"),))
        access.setPropertyValue("givenname", name)
        access.setPropertyValue("sn", "")
        access.commitChanges()

    def open(self, path):
        document = self.desktop.loadComponentFromURL(
            url(path), "_blank", 0, (value("Hidden", True), value("RepairPackage", False)))
        if document is None:
            amiss(f"{path} does not open")
        return document

    def close(self):
        try:
            self.desktop.terminate()
        except Exception:
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def find(document, words):
    wanted = document.createSearchDescriptor()
    wanted.SearchString = words
    wanted.SearchCaseSensitive = True
    found = document.findFirst(wanted)
    if found is None:
        amiss(f"{words} is not in the copy")
    return found


def save(document, path):
    document.storeToURL(url(path), (value("FilterName", "MS Word 2007 XML"),))
    document.close(True)


def commented(path, words, text, author):
    """A comment on words, as Word writes it, through LibreOffice once more: 7.4 falls over when a program inserts one."""
    made = path.replace(".docx", ".commented.docx")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = (f'<w:comments xmlns:w="{space}"><w:comment w:id="0" w:author="{author}" w:date="2026-11-30T08:00:00Z">'
            f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>')
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    named = f'<Relationship Id="rComments" Type="{kind}" Target="comments.xml"/></Relationships>'
    typed = ('<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.'
             'wordprocessingml.comments+xml"/></Types>')
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                body = part.decode()
                place = re.search(f"<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t[^>]*>({words})([^<]*)</w:t></w:r>", body)
                if place is None:
                    amiss(f"no run begins with {words}")
                look, found, rest = place.groups()
                opened = f'<w:r>{look}<w:t xml:space="preserve">'
                marked = (f'<w:commentRangeStart w:id="0"/>{opened}{found}</w:t></w:r><w:commentRangeEnd w:id="0"/>'
                          f'<w:r><w:commentReference w:id="0"/></w:r>{opened}{rest}</w:t></w:r>')
                part = (body[:place.start()] + marked + body[place.end():]).encode()
            elif name == "word/_rels/document.xml.rels":
                part = part.decode().replace("</Relationships>", named).encode()
            elif name == "[Content_Types].xml":
                part = part.decode().replace("</Types>", typed).encode()
            new.writestr(name, part)
        new.writestr("word/comments.xml", note)
    out = os.path.join(HOME, "saved")
    profile = url(os.path.join(HOME, "converting"))
    run("soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", out, made)
    saved = os.path.join(out, os.path.basename(made))
    if not os.path.exists(saved):
        amiss(f"LibreOffice did not save {made}")
    shutil.move(saved, path)


def pages_of(pdf):
    for line in run("pdfinfo", pdf).splitlines():
        if line.startswith("Pages:"):
            return int(line.split()[1])
    return 0


def sets(office, root, least, words):
    """The copies of a book open, and are set with their words."""
    out = os.path.join(HOME, "set-" + os.path.basename(root))
    run(TOOL, "--root", root, "build", "--only", "word", "--out", out)
    for tag in ("zh", "en"):
        path, pdf = os.path.join(out, "print", f"plan.{tag}.docx"), os.path.join(HOME, f"{os.path.basename(root)}.{tag}.pdf")
        document = office.open(path)
        document.storeToURL(url(pdf), (value("FilterName", "writer_pdf_Export"),))
        document.close(True)
        count, text = pages_of(pdf), "".join(run("pdftotext", pdf, "-").split())
        if count < least:
            amiss(f"{path}: {count} pages, fewer than {least}")
        for word in words[tag]:
            if "".join(word.split()) not in text:
                amiss(f"{path}: “{word}” is not on paper")
        print(f"test-office: {os.path.basename(path)} of {os.path.basename(root)}: {count} pages")
    return out


def hand(book, *changes):
    """The book as a person would edit it."""
    path = os.path.join(book, PAGE)
    text = open(path, encoding="utf-8").read()
    for before, after in changes:
        if before not in text:
            amiss(f"{before} is not in {PAGE}")
        text = text.replace(before, after, 1)
    return text


def comes_back(office):
    book = os.path.join(HOME, "book")
    shutil.copytree(os.path.join(ROOT, "tests/books/whole"), book)
    shutil.copytree(os.path.join(ROOT, "templates"), os.path.join(book, "templates"))
    copies = sets(office, book, 8, {"zh": ["澄溪县东邻邻河县"], "en": ["Chengxi"]})
    copy = os.path.join(copies, "print", "plan.zh.docx")

    untouched = os.path.join(HOME, "untouched.docx")
    save(office.open(copy), untouched)
    nothing = json.loads(run(TOOL, "--root", book, "comments", untouched, "--format", "json"))
    if nothing["remarks"]:
        amiss(f"a copy that was only saved says {json.dumps(nothing['remarks'], ensure_ascii=False, indent=1)}")

    first, second = os.path.join(HOME, "wang.docx"), os.path.join(HOME, "li.docx")
    office.called("王工")
    document = office.open(copy)
    document.RecordChanges = True
    find(document, "最高点海拔").String = "制高点海拔"
    find(document, "1862米").String = "1863米"
    # A paragraph is cut and put in again two paragraphs further on.
    moved = find(document, "侵蚀模数为")
    cursor = moved.Text.createTextCursorByRange(moved)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    words = cursor.String
    cursor.goRight(1, True)
    cursor.String = ""
    goal = find(document, "无霜期")
    cursor = goal.Text.createTextCursorByRange(goal)
    cursor.gotoEndOfParagraph(False)
    cursor.Text.insertControlCharacter(cursor, 0, False)
    cursor.Text.insertString(cursor, words, False)
    save(document, first)
    commented(first, "林地面积", "请核对口径", "王工")

    office.called("李工")
    document = office.open(copy)
    for table in document.TextTables:
        for name in table.CellNames:
            cell = table.getCellByName(name)
            if cell.String == "丙":
                cell.String = "丙类"
    save(document, second)
    commented(second, "，密度", "年份？", "李工")

    told = json.loads(run(TOOL, "--root", book, "comments", first, second, "--format", "json"))["remarks"]
    shown = json.dumps(told, ensure_ascii=False, indent=1)
    def has(kind, author, number, **said):
        for remark in told:
            own = remark["place"] or {}
            if (remark["kind"] == kind and author in [voice["author"] for voice in remark["by"]]
                    and own.get("paragraph", "").startswith(number)
                    and all(remark["said"].get(name) == what for name, what in said.items())):
                return remark
        amiss(f"no {kind} of {author} at {number} {said} in\n{shown}")
    has("words", "王工", "1.1-01", before="最", after="制")
    has("number", "王工", "1.1-01", key="relief.highest", after="1863米")
    has("comment", "王工", "1.1-02", text="请核对口径", on="林地面积")
    has("comment", "李工", "1.2-01", text="年份？", on="，密度")
    has("words", "", "1.1-", before="", after="类")
    has("moved", "王工", "1.1-")
    if len(told) != 6:
        amiss(f"{len(told)} remarks, not 6:\n{shown}")

    own = "侵蚀模数为[1450吨/平方千米](=soil.loss@2020)，CO₂和PM₂.₅另计，单位如mg·L⁻¹。"
    last = "见[](#tab:states)。\n"
    expected = hand(book, ("最高点", "制高点"), ("| **乙** | 丙 |", "| **乙** | 丙类 |"), (own + "\n\n", ""), (last, f"{last}\n{own}\n"))
    run(TOOL, "--root", book, "comments", first, second, "--apply")
    written = open(os.path.join(book, PAGE), encoding="utf-8").read()
    if written != expected:
        amiss(f"--apply wrote\n{written}")
    print("test-office: what two reviewers wrote came back; --apply wrote what a person would have")


# What is done to the book after its edition was cut: the file, what stood there, what stands there now.
LATER = [
    ("data/facts/land.yaml", "value: 1862", "value: 1863.5"),
    (PAGE, "1862米", "1863.5米"), (PAGE.replace("zh", "en"), "1,862 m", "1,863.5 m"),
    (PAGE, "另一处写", "规划另一处写作"), (PAGE.replace("zh", "en"), "elsewhere the plan says", "another place of the plan has"),
    (PAGE, "位置与地形", "位置和地貌"), (PAGE.replace("zh", "en"), "Place and relief", "Place and landforms"),
    (PAGE, "**乙** | 丙 |", "**乙** | 丙类 |"), (PAGE.replace("zh", "en"), "**b** | c |", "**b** | c, too |"),
    (PAGE, "口径不同", "口径有别"), (PAGE.replace("zh", "en"), "They count differently", "They count otherwise"),
    (PAGE, "侵蚀模数为[1450吨/平方千米](=soil.loss@2020)，CO₂和PM₂.₅另计，单位如mg·L⁻¹。\n\n", ""),
    (PAGE.replace("zh", "en"), "The soil loss rate is [1,450 t/km²](=soil.loss@2020); CO₂ and PM₂.₅ are “not” counted, in units such as mg·L⁻¹.\n\n", ""),
    (PAGE, "## 气候与水 {#water}\n", "## 气候与水 {#water}\n\n另起一段，讲*水*。\n"),
    (PAGE.replace("zh", "en"), "## Climate and water {#water}\n", "## Climate and water {#water}\n\nOne more, about *water*.\n"),
    (PAGE, "| `丁` | 戊 | ![水滴](images/drop.svg) | [待定](=soil.organic) |\n", "| 己 | 庚 | 辛 | 壬 |\n"),
    (PAGE.replace("zh", "en"), "| `d` | e | ![a drop](images/drop.svg) | [to be determined](=soil.organic) |\n", "| f | g | h | i |\n"),
    (PAGE, "- 松列表甲\n\n- 松列表乙\n", "- 松列表乙\n\n- 松列表甲\n"),
    (PAGE.replace("zh", "en"), "- Loose item a\n\n- Loose item b\n", "- Loose item b\n\n- Loose item a\n"),
    ("data/facts/goals.yaml", "2030: 1500", "2030: 1600"),
]


def reads(document):
    """A document as LibreOffice reads it: its paragraphs, rows of its tables, its notes; numbers of paragraphs and notes left
    out."""
    lines = []

    def see(text):
        line = re.sub(r"^\d+\.\d+-\d+\s*", "", " ".join(re.sub(r"\[\d*\]", "", text).split()))
        if line:
            lines.append(line)

    parts = document.Text.createEnumeration()
    while parts.hasMoreElements():
        part = parts.nextElement()
        if part.supportsService("com.sun.star.text.TextTable"):
            rows = {}
            for name in part.CellNames:
                row = int(re.sub(r"\D", "", name.split(".")[0]))
                rows.setdefault(row, []).append(part.getCellByName(name).String)
            for row in sorted(rows):
                see(" | ".join(" ".join(cell.split()) for cell in rows[row]).strip(" |"))
        elif not part.ParaStyleName.startswith("Contents"):
            see(part.String)
    for index in range(document.Footnotes.Count):
        see(document.Footnotes.getByIndex(index).String)
    return lines


def settled(office, path, command):
    """A copy with all of its changes accepted, or rejected."""
    document = office.open(path)
    helper = office.service.createInstanceWithContext("com.sun.star.frame.DispatchHelper", office.context)
    helper.executeDispatch(document.CurrentController.Frame, f".uno:{command}AllTrackedChanges", "", 0, ())
    left = document.Redlines.createEnumeration()
    if left.hasMoreElements():
        amiss(f"{path}: {command} leaves a change")
    lines = reads(document)
    document.close(True)
    return lines


def same(found, expected, what):
    for one, other in zip(found, expected):
        if one != other:
            amiss(f"{what}: LibreOffice reads\n{one}\nand not\n{other}")
    if len(found) != len(expected):
        amiss(f"{what}: {len(found)} lines and not {len(expected)}")


def fixture(book):
    """The fixture, and then another edition of it."""
    shutil.copytree(os.path.join(ROOT, "tests/books/whole"), book)
    shutil.copytree(os.path.join(ROOT, "templates"), os.path.join(book, "templates"))

    def change():
        for path, before, after in LATER:
            rewrite(os.path.join(book, path), lambda text: put(text, before, after, path))
    return change


def rewrite(path, change):
    text = open(path, encoding="utf-8").read()
    open(path, "w", encoding="utf-8").write(change(text))


def put(text, before, after, path):
    if before not in text:
        amiss(f"{before} is not in {path}")
    return text.replace(before, after, 1)


def since(office, make):
    """Changes since an edition: rejected they give its text, accepted the book's."""
    book = os.path.join(HOME, "later-" + make.__name__)
    change = make(book)
    run(TOOL, "--root", book, "edition", "cut", "one")

    def built(name, *more):
        out = os.path.join(HOME, f"{name}-{make.__name__}")
        run(TOOL, "--root", book, "build", "--only", "word", "--audience", "review", "--out", out, *more)
        return {tag: os.path.join(out, "print", f"plan.{tag}.docx") for tag in ("zh", "en")}

    old = built("old")
    change()
    new, tracked = built("new"), built("tracked", "--since", "one")
    for tag in ("zh", "en"):
        before, after = office.open(old[tag]), office.open(new[tag])
        texts = reads(before), reads(after)
        before.close(True)
        after.close(True)
        if texts[0] == texts[1]:
            amiss("nothing has changed")
        same(settled(office, tracked[tag], "Reject"), texts[0], f"{tag}, rejected")
        same(settled(office, tracked[tag], "Accept"), texts[1], f"{tag}, accepted")
        saved = os.path.join(HOME, f"tracked.{tag}.docx")
        save(office.open(tracked[tag]), saved)
        told = json.loads(run(TOOL, "--root", book, "comments", saved, "--format", "json"))["remarks"]
        if told:
            amiss(f"changes since an edition are told as a reviewer's: {json.dumps(told, ensure_ascii=False, indent=1)}")
    print(f"test-office: {make.__name__}: changes since an edition, rejected, give its text; accepted, the book's; they are nobody's opinion")


# A document with faults, as people write it, and what the comments must be on: sentences of paragraphs, cells of tables.
FAULTY = """<html><head><meta charset="utf-8"></head><body><h1>一、土地</h1>
<p>本镇<b>地处河谷</b>。耕地<i>52.36</i>平方千米（8.75万亩），主要在东部。林地照旧。</p>
<p>全镇耕地1.25万亩。<span style="color:#c00">其中，水田0.52万亩，</span>旱地<u>0.93</u>万亩。</p>
<table border="1"><tr><td>镇</td><td>面积（公顷）</td></tr><tr><td>东</td><td>20.5</td></tr><tr><td>西</td><td>30.5</td></tr>
<tr><td>南</td><td>40.5</td></tr><tr><td>合计</td><td>95.1</td></tr></table>
<p>收入由3.2亿元增加到2.3亿元。</p></body></html>"""
COMMENTED = ["耕地52.36平方千米（8.75万亩），主要在东部。", "其中，水田0.52万亩，旱地0.93万亩。", "95.1", "收入由3.2亿元增加到2.3亿元。"]


def anchors(path):
    """What each comment is on, in the order of the text. LibreOffice converts the file: a program that opens one with comments
    makes 7.4 fall over."""
    out = os.path.join(HOME, "odt")
    run("soffice", "--headless", f"-env:UserInstallation={url(os.path.join(HOME, 'converting'))}", "--convert-to", "odt",
        "--outdir", out, path)
    made = os.path.join(out, os.path.basename(path).replace(".docx", ".odt"))
    if not os.path.exists(made):
        amiss(f"LibreOffice does not open {path}")
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    with zipfile.ZipFile(made) as parts:
        root = xml.etree.ElementTree.fromstring(parts.read("content.xml"))
    found, whole, open_ones = [], [], {}

    def see(node):
        if node.tag == office + "annotation":
            open_ones[node.get(office + "name")] = len(found)
            found.append("")
        else:
            if node.tag == office + "annotation-end":
                open_ones.pop(node.get(office + "name"), None)
            take(node.text)
            for inner in node:
                see(inner)
        take(node.tail)

    def take(words):
        whole.append(words or "")
        for at in open_ones.values():
            found[at] += words or ""

    see(root)
    return found, "".join("".join(whole).split())


def audited():
    """The author's own file with comments: it opens, the comments stand at their sentences, its text is as it was."""
    page, out = os.path.join(HOME, "faulty.html"), os.path.join(HOME, "faulty")
    open(page, "w", encoding="utf-8").write(FAULTY)
    run("soffice", "--headless", f"-env:UserInstallation={url(os.path.join(HOME, 'converting'))}", "--convert-to",
        "docx:MS Word 2007 XML", "--outdir", out, page)
    own, commented = os.path.join(out, "faulty.docx"), os.path.join(out, "commented.docx")
    run(TOOL, "audit", own, "--lang", "zh", "--format", "docx", "--out", commented, status=1)
    (none, before), (on, after) = anchors(own), anchors(commented)
    if none or before != after:
        amiss(f"the commented file reads\n{after}\nand not\n{before}")
    if on != COMMENTED:
        amiss(f"comments are on {on} and not on {COMMENTED}")
    print(f"test-office: {len(on)} comments of the audit stand at their sentences and cells")


def tables(office, root):
    """The release tables open as spreadsheets in both formats, with the same sheets, cells and tables."""
    for tag in ("zh", "en"):
        seen = {}
        for ending in ("xlsx", "ods"):
            path = os.path.join(HOME, f"tables.{tag}.{ending}")
            run(TOOL, "--root", root, "export", "tables", "--format", ending, "--language", tag, "--out", path)
            document = office.open(path)
            if not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                amiss(f"{path} is no spreadsheet")
            if document.CurrentController and document.CurrentController.ActiveSheet.Name != document.Sheets.ElementNames[0]:
                amiss(f"{path}: the first sheet does not open")
            if not document.DocumentProperties.Title or document.DocumentProperties.Author:
                amiss(f"{path}: its properties have no title, or name a person")
            ranges = document.DatabaseRanges
            areas = [ranges.getByName(name).DataArea for name in ranges.ElementNames]
            areas = sorted((area.Sheet, area.StartColumn, area.StartRow, area.EndColumn, area.EndRow) for area in areas)
            cells = []
            for name in document.Sheets.ElementNames:
                sheet = document.Sheets.getByName(name)
                cursor = sheet.createCursor()
                cursor.gotoEndOfUsedArea(True)
                cells.append((name, cursor.getDataArray()))
            document.close(True)
            if len(areas) != len(cells) - 1:
                amiss(f"{path}: {len(cells)} sheets, {len(areas)} tables")
            seen[ending] = (areas, cells)
        if seen["xlsx"] != seen["ods"]:
            amiss(f"the tables of {tag} differ between the formats")
        print(f"test-office: tables.{tag}: {len(seen['ods'][1])} sheets open in both formats and hold the same")


CHANGED = 100
KEY, OLD, NEW = 0, 5, 6


def data_of(book):
    """The files of the book below data/ and content/, by path."""
    found = {}
    for part in ("data", "content"):
        for folder, _, names in os.walk(os.path.join(book, part)):
            for name in names:
                path = os.path.join(folder, name)
                found[os.path.relpath(path, book)] = open(path, "rb").read()
    return found


def filled_rows(document):
    """The rows of the sheets of numbers: key, cell of the old value, cell of the new one."""
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        for row in range(3, cursor.RangeAddress.EndRow + 1):
            old, new = sheet.getCellByPosition(OLD, row), sheet.getCellByPosition(NEW, row)
            yield sheet.getCellByPosition(KEY, row).String, old, new


def save_workbook(document, path):
    document.storeToURL(url(path), (value("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


def scalars(text):
    """What a file of data says beside its texts, word by word."""
    return re.findall(r"[-0-9.]+|[^-0-9.]+", re.sub(r'"[^"\n]*"', '""', text.decode()))


def imported(book, path, *more):
    return subprocess.run([TOOL, "--root", book, "--lang", "en", "import", path, *more], capture_output=True, text=True)


def fills_in(office):
    """An unchanged workbook changes nothing; of a hundred numbers that are filled in exactly these come back."""
    book = os.path.join(HOME, "filled")
    shutil.copytree(ROOT, book, ignore=lambda folder, names: [
        name for name in names if os.path.samefile(folder, ROOT) and name not in ("data", "content", "templates")])
    before = data_of(book)
    sheet = os.path.join(HOME, "fill-in.xlsx")
    run(TOOL, "--root", book, "export", "xlsx", "--language", "zh", "--out", sheet)
    document = office.open(sheet)
    document.calculateAll()
    sheets = [document.Sheets.getByName(name) for name in document.Sheets.ElementNames]
    wrong = [ranges for ranges in (sheet.queryFormulaCells(4).RangeAddressesAsString for sheet in sheets) if ranges]
    if wrong:
        amiss("formulas that come to nothing: " + ", ".join(wrong))
    same_again = os.path.join(HOME, "same.xlsx")
    save_workbook(document, same_again)
    done = imported(book, same_again)
    if done.returncode != 0 or "nothing changes" not in done.stderr or data_of(book) != before:
        amiss(f"an unchanged workbook: status {done.returncode}\n{done.stdout}{done.stderr}")
    document = office.open(same_again)
    wanted = []
    for key, old, new in filled_rows(document):
        if len(wanted) < CHANGED and old.Value and not new.Formula:
            digits = len(old.String.partition(".")[2])
            new.Value = round(old.Value + 2 * 10 ** -digits, digits)
            wanted.append((old.String, f"{new.Value:.{digits}f}"))
    if len(wanted) != CHANGED:
        amiss(f"{len(wanted)} numbers can be filled in, not {CHANGED}")
    filled = os.path.join(HOME, "filled.xlsx")
    save_workbook(document, filled)
    if imported(book, filled, "--dry-run").returncode != 1 or data_of(book) != before:
        amiss("--dry-run has written")
    done = imported(book, filled, "--why", "annual return")
    after = data_of(book)
    if f"numbers taken: {CHANGED}" not in done.stderr:
        amiss(f"status {done.returncode}\n{done.stdout}{done.stderr}")
    came = []
    for path in before:
        if not path.startswith("data/facts"):
            continue
        one, other = scalars(before[path]), scalars(after[path])
        if len(one) != len(other):
            amiss(f"{path}: more than numbers has changed")
        came += [pair for pair in zip(one, other) if pair[0] != pair[1]]
    if sorted(came) != sorted(wanted):
        amiss(f"filled in: {sorted(wanted)}\ncame back: {sorted(came)}")
    synced = subprocess.run([TOOL, "--root", book, "--lang", "en", "sync", "--dry-run"], capture_output=True, text=True)
    if synced.stdout:
        amiss(f"the text does not follow:\n{synced.stdout}")
    print(f"test-office: the fill-in workbook, unchanged, changes nothing; {CHANGED} numbers filled in are {len(came)} "
          "scalars of the data, and the text follows")


def main():
    office = Office()
    try:
        sets(office, ROOT, 60, {"zh": ["固阳县地处内蒙古自治区中部"], "en": ["Guyang County"]})
        comes_back(office)
        since(office, fixture)
        audited()
        tables(office, ROOT)
        fills_in(office)
    finally:
        office.close()
        shutil.rmtree(HOME, ignore_errors=True)


main()
