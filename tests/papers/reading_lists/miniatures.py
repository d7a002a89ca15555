"""Small reading lists, one or more for every form, written for the tests."""

MINIATURES = {
    "bibtex": r"""% exported
@string{icml = "International Conference on Machine Learning"}
@inproceedings{lovelace2019,
  title = {{Gradient} Notes on the {XOR} Problem: Part {II}},
  author = {Lovelace, Ada and G{\"o}del, Kurt and van der Berg, Jan},
  booktitle = icml,
  year = 2019,
  eprint = {1903.01234v2}, archivePrefix = {arXiv},
  doi = {10.1000/ABC.9},
}
@article{b, title = "What 50\% of Nets Know", author = "Emmy Noether", journal = "arXiv preprint arXiv:1503.02531", year = "2015"}
@misc{broken, title = {Never closed, author = {X Y}
@article{c, author={Hypatia and others}, title={Curves, Cones and Questions?}, journaltitle={Annals of Geometry}, date={2011-05-03}, keywords={cones, curves}}
""",
    "ris": """TY  - JOUR
AU  - Lovelace, Ada
AU  - Babbage, Charles
TI  - Notes on an Engine
JO  - Journal of Engines
PY  - 1843/10/01
DO  - 10.1000/ENG.1
KW  - engines
ER  -
TY  - CONF
A1  - Noether, Emmy
T1  - Invariants, Again
T2  - Proceedings of Algebra
Y1  - 1921
UR  - https://arxiv.org/abs/1503.02531
ER  -
""",
    "csl-json": '[{"id": "1", "title": "Notes on an Engine", "author": [{"family": "Lovelace", "given": "Ada"}, {"literal": "The Engine Group"}], "container-title": "Journal of Engines", "issued": {"date-parts": [[1843, 10]]}, "DOI": "10.1000/eng.1"}, {"id": "2", "author": []}]',
    "csv": '''Nr;Titel;Verfasser;Erschienen in;Jahr;Thema;Link
1;Sets, deep ones;"Zaheer, Manzil; Kottur, Satwik";NeurIPS;2017;Mengen;https://arxiv.org/abs/1703.06114
2;"Kernels: convergence, and ""more""";Arthur Jacot, Franck Gabriel und Clément Hongler;NeurIPS 2018;;Kerne;
''',
    "tsv": "Paper\tBy\tWhere\tYear\nSets that are deep\tAda Lovelace, Kurt Gödel\tICML\t2017\nKernels of a kind\tEmmy Noether\tCOLT\t2018\n",
    "markdown-table": """# Reading
## Theory
| Paper | Authors | Year | Link |
|:--|---|--:|---|
| [Deep Sets of Things](https://arxiv.org/abs/1703.06114) | Manzil Zaheer, Satwik Kottur | 2017 | [pdf](https://example.org/a.pdf) |
| Wide **nets** | J. Lee et al. | 2019 | |
""",
    "html-table": """<h2>Theory</h2><table><thead><tr><th>Title<th>Authors<th>Venue</tr></thead>
<tr><td><a href="https://arxiv.org/abs/1703.06114">Deep Sets &amp; Things</a></td><td>Ada Lovelace, Kurt G&ouml;del</td><td>ICML 2017</td></tr>
<tr><td>Kernels of a Kind</td><td>Emmy Noether</td><td></td></tr></table>""",
    "markdown": """# Awesome Things
- [Surveys](#surveys)
## Surveys
* [A Survey of Things](https://arxiv.org/abs/1901.00001v2), Ada Lovelace, Charles Babbage. arXiv 2019.
* [Models, Robust ones](https://openreview.net/forum?id=abc) - Kurt Gödel, Emmy Noether, et al., ICLR 2018
## Attacks
### White box
1. **Explaining Examples**, Ian J. Goodwell, Jon Shell, *ICLR 2015*. [[pdf](https://arxiv.org/abs/1412.6572)] [[code](https://example.org/x)]
2. Gradients Give Security. Anish Atha, David Wagner. ICML 2018. [[paper]](https://arxiv.org/abs/1802.00420)
3. "Nothing Is All You Need", Ada Lovelace et al., NeurIPS 2017 [link](https://example.org/p/7)
4. (NeurIPS 2019) [On Exact Things](https://arxiv.org/abs/1904.11955)
""",
    "links": "1503.02531\narXiv:1611.03530v2, https://arxiv.org/pdf/1412.6572.pdf\nhttps://doi.org/10.1038/nature14539\n10.1073/pnas.1903070116\nhttps://example.org/forum?id=rJz\n",
    "citations": """Lovelace, Ada, Charles Babbage, and Emmy Noether. "The Implicit Bias of Engines." Journal of Engines 19.70 (2018): 1-57.
Gödel, Kurt, et al. "Understanding everything requires incompleteness." arXiv preprint arXiv:1611.03530 (2016).
Belke, M., Hsu, D., & Mandal, S. (2019). Reconciling practice and trade-offs. Proceedings of Things, 116(32), 15849–15854. https://doi.org/10.1073/pnas.1903070116
J. Frank and M. Carb, "The ticket hypothesis: Finding nets," in Proc. ICLR, 2019, pp. 1–42.
Arthur Jacobi, Franck Gabriel, and Clément Hong. Tangent kernel: Convergence in networks. In Advances in Systems, pages 8571–8580, 2018.
""",
    "session-page": """Skip to main content
Session
Learning Theory
Thu 13 June 11:00 - 11:20 PDT
On the Power of Things
Ada Lovelace · Charles Babbage
We show something about things that are powerful, and about more of them.
Thu 13 June 11:20 - 11:25 PDT
Another Paper: With a Subtitle?
Mary Somerville · Emmy Noether · Kurt Gödel
An abstract.
""",
    "talk-listing": """Playlist: 2 videos
### Workshop on Theory
0:59:25
Ada Lovelace (UC Engine)
https://example.org/talks/tutorial-theory-of-engines-i
Workshop on Theory
In the first tutorial, we review tools that are useful for understanding the performance of engines.
1:2:20
Emmy Noether (Göttingen) & Kurt Gödel (Vienna)
https://example.org/node/21926
Workshop on Theory
Link: https://arxiv.org/abs/2207.06569
""",
    "rendered-list": """- Some Section
-
Notes on Engines: From Cogs to Cards. [paper] [code]
- Ada Lovelace, Charles B. Babbage, Emmy Noether Jr. ICML 2020
- Key Word: Engines; Cards.
-
Digest
A text. It has sentences.
-
What Nets Know. [paper]
- Kurt Gödel.
- Key Word: Nets.
""",
    "outline": """functional approximation

  • some thought that is not a work
  • nonlinear approximation via things (lovelace 2019)
    • On the Bias of Tangent Kernels (gödel & noether 2018)
  • a note with $x^2$ (hilbert 1900)
""",
    "plain-lines": """Optimisation
Which features matter?
• Gradient Notes: A Learning Proclivity, Ada Lovelace, Kurt Gödel, and Emmy Noether
Biases
• The Bias of Descent on Data, Charles Babbage
12/18
Graphs
- Limits, Bounds, and Networks of Graphs, Vikas K. Garg, Stefanie Jegel
""",
}
