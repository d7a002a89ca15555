"""The headings of columns: what a table of papers calls its fields, in English, German and a few other languages."""

import re

# By field; a blank stands for any white space, hyphen or underscore, or nothing.
_WORDS = {
    "title": r"(?:paper|article|work|document)?(?:s)?(?: )(?:title|name)|title(?: of .*)?|titel(?: .*)?"
    r"|papers?|works?|articles?|publications?|publikation(?:en)?|arbeit|aufsatz|artikel|beitrag|titre(?: .*)?"
    r"|t[ií]tulo(?: .*)?|titolo|tytuł|talk(?: title)?|vortrag(?:stitel)?|reading|bezeichnung|veröffentlichung"
    r"|tytuł artykułu|标题|题目|论文(?:标题|题目)?|文章",
    "authors": r"(?:first|second|third|last|lead|main|co|other|further|additional"
    r"|all)?(?: )authors?(?: (?:names?|list))?|others|weitere"
    r"(?: #?\d+)?|(?:1st|2nd|3rd|\d+th) author|author\(s\)|autor(?:en|in|innen|\*innen|:innen|/in|\(en\)|\(es\))?"
    r"(?: \d+)?|\d+\.? autor(?:in)?|(?:erst|haupt|ko|co|mit|letzt)(?: )autor(?:en|in|innen|\*innen)?|autori|autorzy"
    r"|weitere autor(?:en|innen|\*innen)?|verfasser(?:in|innen|\*innen|/in)?|by|von|creators?|people|persons?"
    r"|written by|(?:co)?auteure?s?(?: \d+)?|coautores|autora?|autores|speakers?|names of authors|作者",
    "given": r"(?:first|given|fore)(?: )names?|vornamen?|prénoms?|nombre",
    "family": r"(?:last|sur|family)(?: )names?|nachnamen?|familiennamen?|nom(?: de famille)?|apellidos?",
    "venue": r"venue|journals?(?: (?:name|title))?|conference(?: name)?|conf|konferenz|zeitschrift|tagung|book title"
    r"|published(?: in| at| by)?|publication(?: title| venue)|source(?: title)?|quelle|fundstelle|medium|organ"
    r"|erschienen(?: in| bei)?|where|container title|proceedings(?: title)?|ort|veröffentlicht(?: in| bei)?"
    r"|veröffentlichungsort|publikationsort|publisher|verlag|booktitle|revue|series|outlet|appeared in"
    r"|publicado en|publié dans|revista|rivista|conférence|conferencia|congreso|publicación|lieu|event"
    r"|czasopismo|会议|期刊|来源",
    "year": r"year(?: of publication)?|jahr|date|datum|(?:published|publication|pub\.?|release) (?:year|date|on)"
    r"|erscheinungs(?:jahr|datum)|publikations(?:jahr|datum)|veröffentlichungs(?:jahr|datum)|published on"
    r"|when|issued|année|año|anno|rok|ano|fecha|rok wydania|年份?|yr\.?|jahrgang",
    "arxiv": r"arxiv(?: (?:id|nr\.?|number|link|nummer|identifier))?|e(?: )?print|preprint|arxiv\.org",
    "doi": r"doi(?: (?:link|url|nr\.?))?|digital object identifier",
    "url": r"(?:article|source|pdf)?(?: )?urls?|links?|web(?: )?(?:site|page|link)?|address|adresse|href"
    r"|(?:paper|pdf|full text|article|external)s? ?(?:link|url)?|access|online|internet|download|verknüpfung"
    r"|enlace|lien|liens"
    r"|link zum paper|hyperlink|链接|open ?review|project page",
    "topic": r"topics?(?: area| name)?|thema|themen|category|kategorie|section|area|bereich|gruppe|group|subject"
    r"|themen(?: )?(?:gebiet|bereich|block|feld|komplex|cluster)|theme|cluster|track|block|field|rubrik|modul|module"
    r"|sujet|thème|tema|área(?: temática)?|categor[ií]a|catégorie|rubrique|schwerpunkt|主题|week|woche|session",
    "question": r"question|frage|fragestellung|sub(?: )?(?:topic|category|area|section)|unterthema|unterkategorie",
    "keywords": r"key(?: )?words?|schlagw(?:ort|orte|örter)|schlüsselw(?:ort|örter)|(?:manual )?tags?|stichw(?:ort"
    r"|orte|örter)|mots clés|palabras clave",
    "abstract": r"abstract(?: note)?|zusammenfassung|summary|kurzfassung|tl;dr|résumé|resumen",
    "supervisor": r"betreu(?:ung|t von|er(?:[*:/]?in(?:nen)?)?)|(?:supervis|advis)(?:[eo]rs?|ion|ed by)|mentor(?:in)?",
    "reference": r"(?:full |bibliographic )?references?|referenz(?:en)?|(?:full )?citations?|zitat(?:ion)?"
    r"|literatur(?:angabe|hinweis|verweis)?n?|quellenangabe|bibliograph(?:y|ie)|literature|source reference|referencia",
}
HEADINGS = {name: re.compile(rf"^(?:{words.replace(' ', '[ _-]?')})\s*[*:]?$", re.I) for name, words in _WORDS.items()}
LESSER = {  # what gives way to another column of the same field
    "venue": re.compile(r"publisher|verlag|series|event|published|ort|medium", re.I),
    "year": re.compile(r"date|datum|when|issued|fecha", re.I),
    "topic": re.compile(r"week|woche|session|block|modul|group|gruppe|track", re.I),
    "title": re.compile(r"^(?!.*(?:tit[eolu]|title|tytuł))", re.I),
}
ALL_PEOPLE = re.compile(
    r"authors|author\(s\)|autoren|autor\(e[ns]\)|autor.*innen|auteurs|autores|autori|verfasser.+", re.I
)
PUBLICATION = re.compile(r"publications?|publikation(?:en)?|veröffentlichung", re.I)
