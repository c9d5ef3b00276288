"""The open data of books judged by outside tools: frictionless (Data Package), csvw (CSV on the Web), jsonschema.

Run by .ci/data with the tool to be tried. Works in a temporary folder; ends with status 1 at the first thing amiss. At the
end a number is broken on purpose: a judge that accepts it is no judge.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

import jsonschema
from csvw import CSVW
from frictionless import validate

TOOL = sys.argv[1]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOME = tempfile.mkdtemp(prefix="tallybook-data-")
BOOKS = {"the book": ROOT}
BOOKS.update({name: os.path.join(ROOT, "tests/books", name) for name in ("minimal", "whole", "pictures")})


def amiss(what):
    print(f"test-data: {what}", file=sys.stderr)
    shutil.rmtree(HOME, ignore_errors=True)
    sys.exit(1)


def built(name, book):
    """The folder of data of a book's site."""
    out = os.path.join(HOME, name.replace(" ", "-"))
    copy = os.path.join(HOME, "book-" + name.replace(" ", "-"))
    # Of a copy: a build leaves its lock in the book.
    for part in ("data", "content"):
        shutil.copytree(os.path.join(book, part), os.path.join(copy, part))
    done = subprocess.run([TOOL, "--root", copy, "build", "--only", "site", "--out", out], capture_output=True, text=True)
    if done.returncode != 0:
        amiss(f"{name} is not built: {done.stdout}{done.stderr}")
    return os.path.join(out, "data")


def packaged(folder):
    """What frictionless says of the Data Package."""
    report = validate(os.path.join(folder, "datapackage.json"))
    return report.flatten(["taskNumber", "rowNumber", "fieldName", "type", "note"])


def described(folder):
    """The CSV files whose metadata csvw refuses."""
    refused = []
    for name in sorted(os.listdir(folder)):
        if name.endswith(".csv-metadata.json"):
            judged = CSVW(os.path.join(folder, name), validate=True)
            if not judged.is_valid:
                refused.append(f"{name}: {[str(warning.message) for warning in judged.warnings]}")
    return refused


def files_of(folder):
    with open(os.path.join(folder, "datapackage.json"), encoding="utf-8") as file:
        resources = json.load(file)["resources"]
    return {named for resource in resources for named in (resource["path"], resource.get("jsonSchema")) if named}


def judge(name, folder):
    faults = packaged(folder)
    if faults:
        amiss(f"{name}: frictionless refuses the Data Package: {faults[:5]}")
    faults = described(folder)
    if faults:
        amiss(f"{name}: csvw refuses: {faults[:5]}")
    left = set(os.listdir(folder)) - files_of(folder) - {"datapackage.json"}
    if left:
        amiss(f"{name}: files that the Data Package does not name: {sorted(left)}")
    with open(os.path.join(folder, "facts.json"), encoding="utf-8") as file:
        facts = json.load(file)
    with open(os.path.join(folder, "facts.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    for fault in validator(schema).iter_errors(facts):
        amiss(f"{name}: facts.json: {fault.message}")
    count = len(facts["facts"])
    print(f"test-data: {name}: numbers: {count}, files: {len(files_of(folder))}; frictionless, csvw and the JSON Schema accept them")
    return facts, schema


def sabotage(folder, facts, schema):
    """Each judge refuses what is broken."""
    path = os.path.join(folder, "facts.csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    first = next(fact for fact in facts["facts"] if fact["value"] and fact["value"] in text)
    broken = text.replace(f",{first['value']},", ",much,", 1)
    if broken == text:
        amiss("no number was broken")
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        file.write(broken)
    if not packaged(folder):
        amiss("frictionless accepts a word for a number")
    if not described(folder):
        amiss("csvw accepts a word for a number")
    del facts["facts"][0]["unit"]
    if not list(jsonschema.Draft202012Validator(schema).iter_errors(facts)):
        amiss("the JSON Schema accepts a number without a unit")
    print("test-data: a broken number is refused by all three")


last = None
for name, book in BOOKS.items():
    folder = built(name, book)
    last = (folder, *judge(name, folder))
sabotage(*last)
shutil.rmtree(HOME, ignore_errors=True)
