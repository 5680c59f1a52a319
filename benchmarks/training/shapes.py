"""Shapes of structures that articles have: templates to fill, in two sets that share no markup.

A template's parts in braces are filled anew each time: ``{short}`` a few words, ``{line}`` a sentence,
``{para}`` one to three, ``{item}`` words or sentences as drawn for the whole structure, ``{label:notes}`` a
heading from `LABELS`, ``{c:note tip}`` a class attribute that a structure has by these words, by random
letters or not at all, ``{C:...}`` one that it always has. ``{items}`` and ``{more}`` are the two parts that
repeat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to write a structure of a kind; `place` is "after" for what only ends an article."""

    kind: str
    wrap: str
    item: str = ""
    more: str = ""
    count: tuple[int, int] = (2, 12)
    place: str = ""


_COUNTED = (3, 12)
_FEW = (1, 3)

TRAIN_SHAPES: Sequence[Shape] = (
    Shape("bullets", "<ul{c:list}>{items}</ul>", "<li>{item}</li>"),
    Shape("bullets", "<p>{intro}</p><ul{c:wp-block-list}>{items}</ul>", "<li{c:list-item}>{item}</li>"),
    Shape("bullets", "<div{c:key-points box}><ul>{items}</ul></div>", "<li><p>{item}</p></li>"),
    Shape("bullets", "<div{c:summary}><h3>{label:summary}</h3><ul>{items}</ul></div>", "<li>{item}</li>"),
    Shape("bullets", "<ul{c:links}>{items}</ul>", "<li><a href='/{n}'>{short}</a>, {line}</li>"),
    Shape("bullets", "<ul>{items}</ul>", "<li><strong>{short}:</strong> {line}</li>"),
    Shape("bullets", "{items}", "<p{c:bullet}>• {item}</p>"),
    Shape("numbered", "<ol{c:list}>{items}</ol>", "<li>{item}</li>"),
    Shape("numbered", "<p>{intro}</p><ol type='a'>{items}</ol>", "<li>{item}</li>"),
    Shape("numbered", "<div{c:ranking}>{items}</div>", "<h3>{n}. {short}</h3><p>{line}</p>"),
    Shape("numbered", "{items}", "<p>{n}. {item}</p>"),
    Shape("nested", "<ul{c:list}>{items}</ul>", "<li>{item}<ul>{sub}</ul></li>", count=(2, 5)),
    Shape("nested", "<ol{c:outline}>{items}</ol>", "<li><p>{item}</p><ul>{sub}</ul></li>", count=(2, 5)),
    Shape("definitions", "<dl{c:glossary}>{items}</dl>", "<dt>{short}</dt><dd>{line}</dd>"),
    Shape(
        "definitions",
        "<h3>{label:glossary}</h3><dl>{items}</dl>",
        "<dt{c:term}>{short}</dt><dd{c:definition}><p>{para}</p></dd>",
    ),
    Shape("definitions", "<dl{c:specs}>{items}</dl>", "<dt>{short}</dt><dd>{num}</dd>"),
    Shape("definitions", "<div{c:terms}>{items}</div>", "<p><b>{short}</b> – {line}</p>"),
    Shape(
        "table",
        "<table{c:data-table}><thead><tr><th>{short}</th><th>{short}</th><th>{short}</th></tr></thead>"
        "<tbody>{items}</tbody></table>",
        "<tr><td>{short}</td><td>{num}</td><td>{num}</td></tr>",
    ),
    Shape(
        "table",
        "<figure{c:wp-block-table}><table>{items}</table><figcaption>{line}</figcaption></figure>",
        "<tr><td>{short}</td><td>{short}</td></tr>",
    ),
    Shape(
        "table",
        "<table{c:wikitable}><caption>{short}</caption><tr><th>{short}</th><th>{short}</th></tr>{items}</table>",
        "<tr><th>{short}</th><td>{line}</td></tr>",
    ),
    Shape(
        "table",
        "<div{c:table-responsive}><table border='1'>{items}</table></div>",
        "<tr><td>{short}</td><td>{num}</td><td>{short}</td><td>{num}</td></tr>",
    ),
    Shape(
        "quote",
        "<blockquote{c:quote}><p>{para}</p><cite>{name}</cite></blockquote>",
    ),
    Shape(
        "quote",
        "<blockquote{c:wp-block-quote}><p>“{line}”</p><footer>— {name}, {short}</footer></blockquote>",
    ),
    Shape("quote", "<div{c:pullquote}><p>“{line}”</p><p>{name}</p></div>"),
    Shape("quote", "<blockquote>{items}</blockquote>", "<p>{para}</p>", count=_FEW),
    Shape(
        "code", "<p>{file}</p><pre><code{c:language-python}>{items}</code></pre>", "{code}\n", count=(2, 12)
    ),
    Shape("code", "<div{c:highlight}><div{c:filename}>{file}</div><pre>{items}</pre></div>", "{code}\n"),
    Shape("code", "<pre{c:code}>{items}</pre>", "{code}\n", count=(1, 12)),
    Shape("figure", "<figure{c:image}><img src='/{n}.jpg' alt=''><figcaption>{line}</figcaption></figure>"),
    Shape(
        "figure",
        "<div{c:wp-caption}><img src='/{n}.png'><p{c:wp-caption-text}>{line} {name}</p></div>",
    ),
    Shape(
        "faq", "<h2>{label:faq}</h2>{items}", "<details><summary>{question}</summary><p>{para}</p></details>"
    ),
    Shape(
        "faq",
        "<div{c:faq}>{items}</div>",
        "<h3>{question}<button aria-expanded='true'></button></h3><div><p>{para}</p></div>",
    ),
    Shape("faq", "<div{c:faq-list}>{items}</div>", "<h4{c:faq-question}>{question}</h4><p>{line}</p>"),
    Shape("faq", "<dl{c:faqs}>{items}</dl>", "<dt>{question}</dt><dd>{para}</dd>"),
    Shape(
        "notes",
        "<section{C:footnotes footnotes-end-of-document} role='doc-endnotes'><hr><ol>{items}</ol></section>",
        "<li id='fn{n}'><p>{line}<a href='#fnref{n}' class='footnote-back'>↩︎</a></p></li>",
        place="after",
    ),
    Shape("notes", "<h2>{label:notes}</h2><ol{c:notes}>{items}</ol>", "<li>{line}</li>", place="after"),
    Shape(
        "notes",
        "<h2>{label:references}</h2><ol{c:references}>{items}</ol>",
        "<li id='cite_note-{n}'><span><b><a href='#cite_ref-{n}'>↑</a></b></span> "
        "<span>{name}: {short}. {year}.</span></li>",
        count=(3, 12),
        place="after",
    ),
    Shape(
        "notes",
        "{items}",
        "<p{c:footnote}><sup>{n}</sup> {line}</p>",
        place="after",
    ),
    Shape(
        "recipe",
        "<h3>{label:ingredients}</h3><ul{c:ingredients}>{items}</ul><h3>{label:method}</h3><ol{c:steps}>{more}</ol>",
        "<li>{amount} {short}</li>",
        "<li>{line}</li>",
        count=(3, 12),
    ),
    Shape(
        "recipe",
        "<div{c:recipe-card}><h4>{label:ingredients}</h4>{items}<h4>{label:method}</h4>{more}</div>",
        "<p>{amount} {short}</p>",
        "<p>{line}</p>",
        count=(3, 10),
    ),
    Shape(
        "steps",
        "<div{c:steps}>{items}</div>",
        "<figure><img src='/{n}.jpg'></figure><p>{line}</p>",
        count=(4, 30),
    ),
    Shape("steps", "{items}", "<p><img src='/{n}.jpg' alt=''></p><p{c:step}>{line}</p>", count=(3, 20)),
    Shape(
        "steps", "<ol{c:how-to}>{items}</ol>", "<li><h3>{short}</h3><img src='/{n}.jpg'><p>{para}</p></li>"
    ),
    Shape("names", "<p>{intro}</p><ul{c:names}>{items}</ul>", "<li>{name}</li>", count=(4, 30)),
    Shape("names", "<h3>{label:signed}</h3>{items}", "<p>{name}, {short}</p>", count=(3, 15)),
    Shape("admonition", "<div{c:admonition note}><p{c:admonition-title}>{label:note}</p><p>{para}</p></div>"),
    Shape("admonition", "<aside{c:callout}><p>{para}</p></aside>"),
    Shape(
        "admonition",
        "<aside{c:tip} aria-label='Tip'><p><strong>{label:tip}</strong></p><p>{para}</p></aside>",
    ),
    Shape(
        "admonition", "<blockquote{c:warning}><p><strong>{label:warning}:</strong> {line}</p></blockquote>"
    ),
    Shape(
        "transcript",
        "<div{c:transcript}>{items}</div>",
        "<p><strong>{speaker}:</strong> {brief}</p>",
        count=(3, 25),
    ),
    Shape("transcript", "{items}", "<p>{speaker}: {line}</p>", count=(3, 20)),
    Shape("timeline", "<ul{c:timeline}>{items}</ul>", "<li><b>{date}</b> {line}</li>"),
    Shape("timeline", "<div{c:timeline}>{items}</div>", "<h4>{date}</h4><p>{line}</p>"),
    Shape("timeline", "{items}", "<p><b>{date}:</b> {line}</p>"),
    Shape("ending", "<p>* * *</p>{items}", "<p{c:end}>{line}</p>", count=_FEW, place="after"),
    Shape("ending", "<hr>{items}", "<p>{brief}.</p>", count=_FEW, place="after"),
    Shape("ending", "<p{c:separator}>—</p>{items}", "<p><em>{line}</em></p>", count=_FEW, place="after"),
    Shape("box", "<div{C:paywall}>{items}</div>", "<p>{para}</p>", count=_FEW),
    Shape("box", "<div{C:read-more}>{items}</div>", "<p>{para}</p>", count=_FEW),
    Shape("box", "<div{C:promo social}>{items}</div>", "<p>{para}</p>", count=_FEW),
    Shape("box", "<section{C:tags entry}>{items}</section>", "<p>{para}</p>", count=_FEW),
    Shape("box", "<aside{c:explainer}><h3>{short}</h3>{items}</aside>", "<p>{para}</p>", count=_FEW),
    Shape("interview", "{items}", "<p><strong>{question}</strong></p><p>{brief}.</p>"),
    Shape("interview", "<div{c:interview}>{items}</div>", "<h3>{question}</h3><p>{brief}.</p>"),
    Shape("interview", "{items}", "<p{c:question}><em>{question}</em></p><p{c:answer}>{line}</p>"),
)

TEST_SHAPES: Sequence[Shape] = (
    Shape(
        "bullets",
        "<div{c:takeaways}><ul{c:takeaways__list}>{items}</ul></div>",
        "<li><span>{item}</span></li>",
    ),
    Shape(
        "bullets",
        "<p>{intro}</p><ul>{items}</ul><p>{line}</p>",
        "<li><em>{short}</em>. {brief}</li>",
        count=_COUNTED,
    ),
    Shape("bullets", "<div{c:facts}>{items}</div>", "<div>– {item}</div>", count=_COUNTED),
    Shape("numbered", "<section><ol{c:rules}>{items}</ol></section>", "<li><div>{item}</div></li>"),
    Shape("numbered", "<div>{items}</div>", "<div{c:rank}>({n}) {item}</div>"),
    Shape("nested", "<ol>{items}</ol>", "<li><b>{short}</b><ol>{sub}</ol></li>", count=(2, 5)),
    Shape(
        "definitions",
        "<section{c:lexicon}><dl>{items}</dl></section>",
        "<div><dt>{short}</dt><dd>{line}</dd></div>",
    ),
    Shape("definitions", "<ul{c:terms}>{items}</ul>", "<li><dfn>{short}</dfn>: {line}</li>"),
    Shape(
        "table",
        "<div{c:matrix}><table><caption>{short}</caption><tbody>{items}</tbody></table></div>",
        "<tr><th scope='row'>{short}</th><td>{num}</td><td>{num}</td><td>{num}</td></tr>",
    ),
    Shape(
        "table",
        "<section><h4>{short}</h4><table{c:results}><tr><td><b>{short}</b></td><td><b>{short}</b></td></tr>{items}"
        "</table></section>",
        "<tr><td>{short}</td><td>{brief}</td></tr>",
    ),
    Shape(
        "quote",
        "<figure{c:statement}><blockquote>{para}</blockquote><figcaption>{name}</figcaption></figure>",
    ),
    Shape("quote", "<blockquote{c:cited}><div>{line}</div><div>– {name} ({year})</div></blockquote>"),
    Shape(
        "code",
        "<figure{c:listing}><figcaption>{file}</figcaption><pre><code>{items}</code></pre></figure>",
        "{code}\n",
    ),
    Shape("code", "<div{c:snippet}><span>{file}</span><div><pre>{items}</pre></div></div>", "{code}\n"),
    Shape(
        "figure", "<div{c:photo}><picture><img src='/{n}.webp'></picture><div{c:legend}>{line}</div></div>"
    ),
    Shape(
        "figure",
        "<figure><a href='/{n}'><img src='/{n}.gif'></a><figcaption><p>{line}</p></figcaption></figure>",
    ),
    Shape(
        "faq",
        "<section{c:questions}><h3>{label:faq}</h3><div>{items}</div></section>",
        "<details{c:qa}><summary><h4>{question}</h4></summary><div>{para}</div></details>",
    ),
    Shape(
        "faq",
        "<section{c:accordion-qa}>{items}</section>",
        "<div><div role='heading'>{question}</div><div>{para}</div></div>",
    ),
    Shape(
        "notes",
        "<div{c:endnotes}><h3>{label:notes}</h3>{items}</div>",
        "<div{c:endnote}><a href='#anchor-{n}'>{n}</a><div><p>{line}</p></div></div>",
        place="after",
    ),
    Shape(
        "notes",
        "<h3>{label:references}</h3><ul{c:bibliography}>{items}</ul>",
        "<li>{name} ({year}). <i>{short}</i>. {short}, {n}({n}).</li>",
        count=(3, 12),
        place="after",
    ),
    Shape(
        "recipe",
        "<section{c:dish}><h2>{label:ingredients}</h2><ul>{items}</ul><h2>{label:method}</h2>{more}</section>",
        "<li><span>{amount}</span> <span>{short}</span></li>",
        "<div><p>{line}</p></div>",
        count=(3, 12),
    ),
    Shape("steps", "{items}", "<div{c:slide}><img src='/{n}.webp'><div>{line}</div></div>", count=(4, 20)),
    Shape(
        "steps",
        "<section>{items}</section>",
        "<h4>{n}</h4><picture><img src='/{n}.png'></picture><p>{line}</p>",
    ),
    Shape(
        "names",
        "<section><h4>{label:signed}</h4><ol{c:signatures}>{items}</ol></section>",
        "<li>{name} <i>{short}</i></li>",
    ),
    Shape("names", "<div{c:cast}>{items}</div>", "<div>{name}</div>", count=(4, 20)),
    Shape("admonition", "<section{c:hint} role='note'><h5>{label:tip}</h5><div>{para}</div></section>"),
    Shape("admonition", "<aside><header>{label:warning}</header><p>{line}</p></aside>"),
    Shape("admonition", "<table{c:remark}><tr><td>{label:note}</td><td>{para}</td></tr></table>"),
    Shape("transcript", "<dl{c:dialogue}>{items}</dl>", "<dt>{speaker}</dt><dd>{brief}</dd>", count=(3, 20)),
    Shape(
        "transcript",
        "<section>{items}</section>",
        "<div{c:turn}><span>{speaker}</span> <span>{line}</span></div>",
        count=(3, 20),
    ),
    Shape("timeline", "<ol{c:chronicle}>{items}</ol>", "<li><time>{date}</time><p>{line}</p></li>"),
    Shape("timeline", "<table{c:dates}>{items}</table>", "<tr><td>{date}</td><td>{line}</td></tr>"),
    Shape("ending", "<div{c:ornament}>⁂</div>{items}", "<p>{line}</p>", count=_FEW, place="after"),
    Shape("ending", "<p>***</p><div>{items}</div>", "<p>{brief}.</p>", count=_FEW, place="after"),
    Shape("box", "<div{C:sharing-content subscribe}>{items}</div>", "<p>{para}</p>", count=_FEW),
    Shape("box", "<section{C:regwall}>{items}</section>", "<p>{para}</p>", count=_FEW),
    Shape(
        "box", "<section{C:background-box}><h4>{short}</h4>{items}</section>", "<div>{para}</div>", count=_FEW
    ),
    Shape("interview", "<section>{items}</section>", "<div><b>{question}</b></div><div>{brief}.</div>"),
    Shape("interview", "{items}", "<h4{c:ask}>{question}</h4><div>{line}</div>"),
)

# Names of boxes that rules know, around paragraphs of the page's own: the kind "wrapped".
TRAIN_BOXES = (
    "paywall",
    "read-more",
    "promo",
    "social",
    "tags",
    "share-text",
    "subscribe",
    "sponsored",
    "comments",
)
TEST_BOXES = (
    "sharing",
    "premium paywall-content",
    "newsletter-text",
    "advertorial",
    "related-content",
    "signup-body",
)

# What headings of structures say in a language: once for training, once for testing.
LABELS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "summary": ("Key points", "At a glance"),
        "glossary": ("Glossary", "Terms used here"),
        "faq": ("Frequently asked questions", "Questions and answers"),
        "notes": ("Notes", "Footnotes"),
        "references": ("References", "Bibliography"),
        "ingredients": ("Ingredients", "What you need"),
        "method": ("Method", "How to make it"),
        "signed": ("Signed by", "The signatories"),
        "note": ("Note", "Remark"),
        "tip": ("Tip", "Hint"),
        "warning": ("Warning", "Caution"),
    },
    "de": {
        "summary": ("Das Wichtigste in Kürze", "Auf einen Blick"),
        "glossary": ("Glossar", "Begriffe"),
        "faq": ("Häufige Fragen", "Fragen und Antworten"),
        "notes": ("Anmerkungen", "Fußnoten"),
        "references": ("Einzelnachweise", "Literatur"),
        "ingredients": ("Zutaten", "Was man braucht"),
        "method": ("Zubereitung", "So geht es"),
        "signed": ("Unterzeichnet von", "Die Unterzeichner"),
        "note": ("Hinweis", "Anmerkung"),
        "tip": ("Tipp", "Rat"),
        "warning": ("Warnung", "Vorsicht"),
    },
    "fr": {
        "summary": ("L’essentiel", "En bref"),
        "glossary": ("Glossaire", "Lexique"),
        "faq": ("Questions fréquentes", "Questions et réponses"),
        "notes": ("Notes", "Notes de bas de page"),
        "references": ("Références", "Bibliographie"),
        "ingredients": ("Ingrédients", "Ce qu’il faut"),
        "method": ("Préparation", "Les étapes"),
        "signed": ("Signé par", "Les signataires"),
        "note": ("Note", "Remarque"),
        "tip": ("Astuce", "Conseil"),
        "warning": ("Avertissement", "Attention"),
    },
    "es": {
        "summary": ("Puntos clave", "En resumen"),
        "glossary": ("Glosario", "Términos"),
        "faq": ("Preguntas frecuentes", "Preguntas y respuestas"),
        "notes": ("Notas", "Notas al pie"),
        "references": ("Referencias", "Bibliografía"),
        "ingredients": ("Ingredientes", "Qué se necesita"),
        "method": ("Preparación", "Elaboración"),
        "signed": ("Firmado por", "Los firmantes"),
        "note": ("Nota", "Observación"),
        "tip": ("Consejo", "Sugerencia"),
        "warning": ("Advertencia", "Atención"),
    },
    "ru": {
        "summary": ("Главное", "Коротко"),
        "glossary": ("Словарь", "Термины"),
        "faq": ("Частые вопросы", "Вопросы и ответы"),
        "notes": ("Примечания", "Сноски"),
        "references": ("Источники", "Литература"),
        "ingredients": ("Ингредиенты", "Что понадобится"),
        "method": ("Приготовление", "Как готовить"),
        "signed": ("Подписали", "Подписи"),
        "note": ("Примечание", "Замечание"),
        "tip": ("Совет", "Подсказка"),
        "warning": ("Внимание", "Осторожно"),
    },
    "ja": {
        "summary": ("ポイント", "要点"),
        "glossary": ("用語集", "用語"),
        "faq": ("よくある質問", "質問と回答"),
        "notes": ("注", "脚注"),
        "references": ("出典", "参考文献"),
        "ingredients": ("材料", "用意するもの"),
        "method": ("作り方", "手順"),
        "signed": ("署名者", "賛同者"),
        "note": ("注意", "備考"),
        "tip": ("ヒント", "コツ"),
        "warning": ("警告", "注意事項"),
    },
}
