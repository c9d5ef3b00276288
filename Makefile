# `make` builds the tool, then the site, then typst (once), then the site with its PDFs.
# `make test` is the whole check; its prerequisites are the list of steps. Works with GNU make 3.81 (macOS).

SHELL = /bin/sh
CARGO ?= cargo
TARGET = $(if $(CARGO_TARGET_DIR),$(CARGO_TARGET_DIR),target)
RELEASE = $(TARGET)/release/tallybook
DEBUG = $(TARGET)/debug/tallybook
TRIAL = $(TARGET)/trial

.NOTPARALLEL:
.PHONY: all install tool site typst fonts check goldens bench test clean \
	test-format test-lint test-units test-print test-docs test-book test-office test-browser test-data

all: site
	@typst=$$(CARGO="$(CARGO)" .ci/typst) && $(RELEASE) build --typst "$$typst"
	@echo "The site stands at  $(CURDIR)/site/index.html"
	@echo "The PDFs stand at   $(CURDIR)/site/print/"

# The program on the search path, and typst where it looks for it.
install: typst
	$(CARGO) install --locked --path .

tool:
	$(CARGO) build --release --locked

# The site needs no typst: it stands before the long part begins.
site: tool
	$(RELEASE) build --only site
	@echo "The site stands at  $(CURDIR)/site/index.html  (its PDFs follow)"

typst:
	@CARGO="$(CARGO)" .ci/typst

# The faces in templates/fonts/, cut anew from whole fonts to the characters of templates/fonts/charset.txt.
fonts:
	@.ci/fonts

check: tool
	$(RELEASE) check

# What the small books of tests/books/ give, written anew into their golden/ folders; `git diff` shows what has changed.
goldens:
	TALLYBOOK_GOLDENS=renew $(CARGO) test --locked --test goldens

# How long the tool takes on books of 1,000 and 3,000 pages, beside mdBook, Hugo and Zola where they are installed.
bench:
	$(CARGO) bench --locked --bench speed -- --peers 1000
	$(CARGO) bench --locked --bench speed -- --peers 3000

test: test-format test-lint test-units test-print test-docs test-book
	@echo "All is well."

test-format:
	$(CARGO) fmt --all --check

test-lint:
	$(CARGO) clippy --locked --all-targets -- -D warnings

test-units:
	$(CARGO) test --locked -- --skip with_typst

# The tests that start typst, those of the library and those of tests/.
test-print:
	@typst=$$(CARGO="$(CARGO)" .ci/typst) && \
	echo "TALLYBOOK_TYPST=$$typst $(CARGO) test --locked --lib --tests with_typst" && \
	TALLYBOOK_TYPST="$$typst" $(CARGO) test --locked --lib --tests with_typst

test-docs:
	RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" $(CARGO) doc --locked --no-deps --document-private-items

# The book itself: checked, then built twice; the same input must give the same bytes. No PDF is kept from one to the other.
test-book:
	$(CARGO) build --locked
	$(DEBUG) check
	rm -rf $(TRIAL)
	mkdir -p $(TRIAL)
	@typst=$$(CARGO="$(CARGO)" .ci/typst) && \
	for build in one two; do \
		rm -rf .tallybook/prints; \
		echo "$(DEBUG) build --out $(TRIAL)/$$build --typst $$typst"; \
		$(DEBUG) build --out $(TRIAL)/$$build --typst "$$typst" || exit 1; \
	done
	diff -r $(TRIAL)/one $(TRIAL)/two
	rm -rf $(TRIAL)

# The Word copies in LibreOffice, which is installed from Debian where that can be; elsewhere it says that it left them out.
test-office:
	$(CARGO) build --locked
	@.ci/office $(DEBUG)

# The site in Chromium, judged by axe, the Nu checker and Lighthouse, which are installed where that can be; elsewhere it
# says what it left out. BROWSER_TESTS takes what tests/browser/run.mjs takes: `--only search`, `--full`.
test-browser:
	$(CARGO) build --locked
	@.ci/browser $(DEBUG) $(BROWSER_TESTS)

# The open data judged by frictionless, csvw and jsonschema, which are installed from PyPI where that can be; elsewhere it
# says that it left them out.
test-data:
	$(CARGO) build --locked
	@.ci/data $(DEBUG)

# What was built, not what was published: `site/` stays, and so does the typst in the cache.
clean:
	$(CARGO) clean
	rm -rf .site.next* .site.old* .site.lock .tallybook
