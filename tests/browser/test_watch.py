"""The watch over every page hears what it should: a green browser test means that nothing was said."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-focus")]

BREACHES = {
    "an inline style": ("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')", "style-src"),
    "an inline script": (
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
        "script",
    ),
    "a script error": ("setTimeout(() => { throw new Error('broken') })", "broken"),
    "a console error": ("console.error('said aloud')", "said aloud"),
    "another host": ("fetch('http://127.0.0.2:9/').catch(() => {})", "127.0.0.2"),
    "a missing file": ("fetch('/static/css/no-such-file.css')", "answer 404"),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_the_watch_hears_it(new_person, breach):
    act, word = BREACHES[breach]
    person = new_person("visitor", is_checked=False)
    person.open("/accounts/login/")
    person.page.evaluate(f"() => {{ {act} }}")
    for _ in range(100):
        if any(word in problem for problem in person.problems):
            break
        person.page.wait_for_timeout(50)
    else:
        pytest.fail(f"nothing was said about {breach}: {person.problems}")
    person.problems.clear()
