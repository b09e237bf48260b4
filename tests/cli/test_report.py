"""`report` from the command line: where the file goes, what is said, and what a mistake is answered."""

from .conftest import TINY


def test_a_report_stands_in_its_folder_or_where_it_is_wanted(command, place):
    command("run", "baseline", *TINY, "--no-figures", "--out", "mine")
    done = command("report", "mine", "--quiet")
    assert done.code == 0
    assert done.out.startswith("Wrote mine/report.html (") and done.out.endswith(" MB)\n")
    assert command("report", "mine", "-o", "elsewhere/page.html", "--school", "1", "--quiet").code == 0
    text = (place / "elsewhere" / "page.html").read_text(encoding="utf-8")
    assert "school 1 of seed 1" in text
    assert text != (place / "mine" / "report.html").read_text(encoding="utf-8")


def test_a_real_school_is_replayed_when_its_files_are_given(command, place, files):
    command("run", "baseline", *files, "--years", "2", "--runs", "2", "--quiet", "--no-figures", "--out", "elm")
    assert command("report", "elm", "--quiet").code == 0
    assert "with --roster and --ties it can be replayed" in (place / "elm" / "report.html").read_text(encoding="utf-8")
    assert command("report", "elm", *files, "--quiet").code == 0
    text = (place / "elm" / "report.html").read_text(encoding="utf-8")
    assert '"Cleo"' in text and 'id="replay"' in text and "--roster elm_roster.csv --ties elm_ties.csv" in text


def test_mistakes_are_answered_in_a_sentence_with_exit_code_2(command, place):
    command("run", "baseline", *TINY, "--no-figures", "--out", "mine")
    (place / "folder").mkdir()
    (place / "file").write_text("x")
    for arguments, sentence in (
        (["nowhere"], "there is no folder nowhere"),
        (["folder"], "folder is not a folder of results: it has no manifest.json"),
        (["file"], "file is not a folder"),
        (["mine", "--school", "7"], "--school 7 is not in the folder; it holds schools 0 to 1"),
        (["mine", "-o", "folder"], "folder is a folder; give a file such as folder/report.html"),
        (["mine", "-o", "file/page.html"], "cannot be written"),
        (["mine", "--roster", "nowhere.csv"], "nowhere.csv: there is no such file"),
    ):
        done = command("report", *arguments, "--quiet")
        assert (done.code, done.out) == (2, ""), arguments
        assert sentence in done.err and done.err.count("\n") == 1, done.err
    whole = (place / "mine" / "years.parquet").read_bytes()
    (place / "mine" / "years.parquet").write_bytes(whole[:-100])
    done = command("report", "mine", "--quiet")
    assert (done.code, done.err) == (2, "mine/years.parquet is damaged (its end is missing); run it again\n")
    assert not (place / "mine" / "report.html").exists()
