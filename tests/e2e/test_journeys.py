"""What readers do on the site, in a real browser, by the names that a screen reader would read."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ..conftest import Archive

pytestmark = pytest.mark.browser

WORD = "banjir"
PHONE = {"width": 390, "height": 844}
PAGES = ["/", f"/?q={WORD}", "/?q=tidakadaketemu", "/?from=kapan", "/tentang-pencarian", "/artikel/0"]


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Kata yang dicari").fill(words)
    page.get_by_role("button", name="Cari", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def results(page: Page) -> Locator:
    return page.get_by_role("region", name="Hasil", exact=True)


def headlines(page: Page) -> Locator:
    return results(page).get_by_role("heading", level=2).get_by_role("link")


def total(page: Page) -> int:
    return number(page.get_by_role("status").filter(has_text="artikel").first)


def number(locator: Locator) -> int:
    """The count in a text such as `1.234 artikel`."""
    text = locator.text_content() or ""
    found = re.search(r"([\d.]+)\s+artikel", text)
    assert found, f"no count in {text!r}"
    return int(found[1].replace(".", ""))


def rows(page: Page, facet: str) -> Locator:
    """The rows of a facet that are not chosen and not behind `Tampilkan … lagi`."""
    return page.get_by_role("region", name=facet, exact=True).locator("a:visible:not([aria-current])")


def chips(page: Page) -> Locator:
    return page.get_by_role("list", name="Penyaring yang dipakai").get_by_role("link", name="Hapus penyaring")


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def choose(page: Page, row: Locator, chips_then: int) -> None:
    """Choose a facet row: its count is the number of results then, and a chip stands for it."""
    promised = number(row)
    assert promised > 0
    row.click()
    expect(chips(page)).to_have_count(chips_then)
    assert total(page) == promised


def choose_month(page: Page, chips_then: int) -> None:
    """Choose a month of the time facet, through its year where there are several."""
    months = rows(page, "Waktu").and_(page.locator("[href*='to=']"))
    hrefs = [link.get_attribute("href") or "" for link in months.all()]
    if not any(is_month(href) for href in hrefs):
        months.first.click()
        expect(chips(page)).to_have_count(chips_then)
        hrefs = [link.get_attribute("href") or "" for link in months.all()]
    month = next(position for position, href in enumerate(hrefs) if is_month(href))
    choose(page, months.nth(month), chips_then)
    assert state(page)["from"] == state(page)["to"]
    assert is_month(page.url)


def is_month(url: str) -> bool:
    return re.search(r"[?&]from=\d{4}-\d{2}(&|#|$)", url) is not None


def test_words_lead_to_results_with_the_words_marked(page: Page) -> None:
    page.goto("/")
    search(page, WORD)
    assert total(page) > 0
    assert state(page) == {"q": [WORD]}
    # An agency's report that two sample papers printed stands once, with a link to the other.
    also = results(page).locator("p", has_text="Juga di").get_by_role("link")
    assert headlines(page).count() + also.count() == total(page) < 20
    assert also.count() == 1
    for item in results(page).get_by_role("listitem").filter(has=page.get_by_role("heading")).all():
        assert any(WORD in mark.lower() for mark in item.locator("mark").all_text_contents())
    expect(page.get_by_role("searchbox", name="Kata yang dicari")).to_have_value(WORD)


def test_what_is_not_there_is_said_with_a_way_on(page: Page) -> None:
    page.goto("/")
    search(page, "tidakadaketemu")
    assert total(page) == 0
    expect(results(page)).to_contain_text("Tidak ada artikel yang cocok")
    results(page).get_by_role("link").first.click()
    assert total(page) > 0


def test_place_person_and_month_become_chips_that_can_be_removed(page: Page) -> None:
    page.goto("/")
    everything = total(page)
    choose(page, rows(page, "Tempat").first, 1)
    choose(page, rows(page, "Tokoh").first, 2)
    choose_month(page, 3)
    assert set(state(page)) == {"place", "person", "from", "to"}
    assert 0 < total(page) == headlines(page).count() < everything

    for left in (2, 1):
        before = total(page)
        chips(page).first.click()
        expect(chips(page)).to_have_count(left)
        assert total(page) >= before
    page.get_by_role("link", name="Hapus semua").click()
    expect(chips(page)).to_have_count(0)
    assert total(page) == everything


def test_a_chosen_row_says_so_and_takes_itself_back(page: Page) -> None:
    page.goto(f"/?q={WORD}")
    before = total(page)
    choose(page, rows(page, "Tempat").first, 1)
    chosen = page.get_by_role("region", name="Tempat", exact=True).locator("[aria-current]")
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text("dipilih")
    chosen.click()
    expect(chips(page)).to_have_count(0)
    assert total(page) == before
    assert state(page) == {"q": [WORD]}


@pytest.mark.parametrize("way", ["link", "browser"])
def test_an_article_leads_back_to_the_search_as_it_was(page: Page, way: str) -> None:
    page.goto("/")
    search(page, WORD)
    choose(page, rows(page, "Tempat").first, 1)
    left = (state(page), total(page), chips(page).all_text_contents(), headlines(page).all_text_contents())

    headline = left[3][0].strip()
    headlines(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    story = page.get_by_role("article")
    assert any(WORD in mark.lower() for mark in story.locator("mark").all_text_contents())
    if way == "link":
        page.get_by_role("link", name="Kembali ke hasil").click()
    else:
        page.go_back()
    expect(chips(page)).to_have_count(1)
    assert left == (
        state(page),
        total(page),
        chips(page).all_text_contents(),
        headlines(page).all_text_contents(),
    )


def test_the_filters_of_a_phone_open_over_the_list_and_close_again(page: Page) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"/?q={WORD}")
    sheet = page.get_by_role("complementary", name="Saring")
    expect(sheet).to_be_hidden()
    page.get_by_role("link", name="Saring", exact=True).click()
    expect(sheet).to_be_visible()
    choose(page, rows(page, "Tempat").first, 1)
    expect(sheet).to_be_visible()
    show = sheet.get_by_role("link", name=re.compile(r"^Tampilkan [\d.]+ artikel$"))
    assert number(show) == total(page)
    show.click()
    expect(sheet).to_be_hidden()
    expect(headlines(page).first).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_an_article_is_no_wider_than_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"/?q={WORD}")
    headlines(page).first.click()
    expect(page.get_by_role("article")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_everything_works_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="id-ID", java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    search(page, WORD)
    choose(page, rows(page, "Tempat").first, 1)
    choose(page, rows(page, "Tokoh").first, 2)
    headlines(page).first.click()
    expect(page.get_by_role("article")).to_be_visible()
    page.get_by_role("link", name="Kembali ke hasil").click()
    expect(chips(page)).to_have_count(2)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_are_readable(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(
        base_url=site, locale="id-ID", color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(f"/?q={WORD}")
    paper, ink = (luminance(page, name) for name in ("backgroundColor", "color"))
    assert (paper < ink) == (scheme == "dark")
    assert (max(paper, ink) + 0.05) / (min(paper, ink) + 0.05) >= 7
    context.close()


def luminance(page: Page, name: str) -> float:
    """Relative luminance (WCAG) of a colour of the body, painted so that any notation is understood."""
    red, green, blue = page.evaluate(
        """name => {
          const pen = document.createElement('canvas').getContext('2d');
          pen.fillStyle = getComputedStyle(document.body)[name];
          pen.fillRect(0, 0, 1, 1);
          return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }""",
        name,
    )
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def test_the_page_and_the_command_line_agree(page: Page, sample_archive: Archive) -> None:
    page.goto(f"/?q={WORD}")
    done = sample_archive.run("search", WORD, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["total"] == total(page)
    expected: dict[str, str] = {}
    for result in answer["results"]:
        # The page leaves out what another paper's copy before it has shown.
        if not expected.keys() & {copy["id"] for copy in result["copies"]}:
            expected[result["id"]] = result["title"]
    shown = [text.strip() for text in headlines(page).all_text_contents()]
    assert shown == list(expected.values())
    assert len(shown) == len(answer["results"]) - 1
