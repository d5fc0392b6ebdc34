import pytest

from tools import suite


@pytest.fixture
def report(tmp_path):
    """Write a report as pytest does, with these numbers."""

    def write(**numbers):
        attributes = " ".join(f'{name}="{number}"' for name, number in numbers.items())
        path = tmp_path / "report.xml"
        path.write_text(f"<testsuites><testsuite {attributes}/></testsuites>")
        return path

    return write


@pytest.mark.parametrize(
    ("numbers", "code", "passed", "failed"),
    [
        ({"tests": 7, "failures": 0, "errors": 0, "skipped": 0}, 0, 7, 0),
        ({"tests": 7, "failures": 2, "errors": 1, "skipped": 0}, 1, 4, 3),
        # A test that did not run did not pass.
        ({"tests": 7, "failures": 0, "errors": 0, "skipped": 2}, 0, 5, 2),
        # Nothing was collected, or pytest broke down after the last test.
        ({"tests": 0, "failures": 0, "errors": 0, "skipped": 0}, 5, 0, 1),
        ({"tests": 7, "failures": 0, "errors": 0, "skipped": 0}, 3, 7, 1),
    ],
)
def test_count_takes_everything_that_did_not_pass_as_failed(report, numbers, code, passed, failed):
    result = suite.Result("leg")

    suite.count(result, report(**numbers), code)

    assert (result.passed, result.failed) == (passed, failed)


def test_leg_that_left_no_report_failed(tmp_path):
    result = suite.Result("leg")

    suite.count(result, tmp_path / "absent.xml", 1)

    assert (result.passed, result.failed) == (0, 1)


def test_leg_whose_server_is_not_there_fails_without_running():
    result = suite.Result("PostgreSQL")

    suite.run_leg(result, suite.Leg("PostgreSQL", [], server="DATABASE_URL"), {})

    assert (result.passed, result.failed) == (0, 1)


def test_leg_knows_no_server_but_its_own(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/site")
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://elsewhere:9200")
    addresses = {"DATABASE_URL": "postgres://here/tests", "ELASTICSEARCH_URL": "http://here:9200"}

    plain = suite.environment(suite.Leg("SQLite", []), addresses)
    search = suite.environment(suite.Leg("search", [], server="ELASTICSEARCH_URL"), addresses)

    assert "DATABASE_URL" not in plain
    assert "ELASTICSEARCH_URL" not in plain
    assert "DATABASE_URL" not in search
    assert search["ELASTICSEARCH_URL"] == "http://here:9200"


def test_summary_ends_with_the_plain_sum(capsys):
    results = [suite.Result("one", passed=3), suite.Result("two", passed=2, failed=1)]

    code = suite.summarize(results)

    assert code == 1
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 1 failed"


def test_servers_go_down_when_a_leg_breaks(monkeypatch):
    stopped = []
    monkeypatch.setattr(suite, "ensure_packages", lambda result: 1 / 0)
    monkeypatch.setattr(suite.servers, "down", lambda: stopped.append("down"))

    with pytest.raises(ZeroDivisionError):
        suite.run_all()

    assert stopped == ["down"]
