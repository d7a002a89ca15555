"""Lines "Title, Name, Name", each with what is found in it."""

import pytest

from tests.papers.reading_lists.shown import check

CASES = {
    "bullets under topic and question": (
        """Seminar on Engines
3/18
Optimisation
Which wheels matter?
• Gradient Notes: A Study of Wheels in Engines, Ada Lovelace, Kurt Gödel, and Emmy Noether
• On Descent, Charles Babbage
Biases
• The Bias of Descent on Separable Engines, Mary Somerville & Sophie Germain
12/18
Graphs
Limits
- Limits, Bounds, and Networks of Graphs, Vikas K. Garg, Jean-Luc O'Neil
- Do Graphs Know What They Are?, Žofie Nová
""",
        """
        Gradient Notes: A Study of Wheels in Engines | Ada Lovelace; Kurt Gödel; Emmy Noether | | | | Optimisation > Which wheels matter?
        On Descent | Charles Babbage | | | | Optimisation > Which wheels matter?
        The Bias of Descent on Separable Engines | Mary Somerville; Sophie Germain | | | | Optimisation > Biases
        Limits, Bounds, and Networks of Graphs | Vikas K. Garg; Jean-Luc O'Neil | | | | Graphs > Limits
        Do Graphs Know What They Are? | Žofie Nová | | | | Graphs > Limits
        """,
    ),
    "no bullets": (
        """Notes on the Engine, Ada Lovelace, Charles Babbage
On Wheels and Cogs, Kurt Gödel and Emmy Noether
Boilers, Valves, and Pistons: A Survey, Mary Somerville, S. Germain, J. van der Berg
Why Engines Stop?, Žofie Nová
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage
        On Wheels and Cogs | Kurt Gödel; Emmy Noether
        Boilers, Valves, and Pistons: A Survey | Mary Somerville; S. Germain; J. van der Berg
        Why Engines Stop? | Žofie Nová
        """,
    ),
    "semicolons, brackets, colons and dashes": (
        """1. Notes on the Engine; Ada Lovelace; Charles Babbage
2. On Wheels and Cogs (Kurt Gödel, Emmy Noether)
3. Boilers of the North - Mary Somerville, Sophie Germain
4. Steam and Its Uses – by Ludwig van der Berg
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage
        On Wheels and Cogs | Kurt Gödel; Emmy Noether
        Boilers of the North | Mary Somerville; Sophie Germain
        Steam and Its Uses | Ludwig van der Berg
        """,
    ),
    "with venue and year behind the names": (
        """Engines
Notes on the Engine, Ada Lovelace, Charles Babbage, ICML 2018
On Wheels and Cogs, Kurt Gödel and Emmy Noether (NeurIPS 2019)
Practice
Boilers of the North, Mary Somerville, 2020
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage | ICML | 2018 | | Engines
        On Wheels and Cogs | Kurt Gödel; Emmy Noether | NeurIPS | 2019 | | Engines
        Boilers of the North | Mary Somerville | | 2020 | | Practice
        """,
    ),
    "names first, with a colon": (
        """Ada Lovelace, Charles Babbage: Notes on the Engine
Kurt Gödel and Emmy Noether: On Wheels and Cogs
M. Somerville, S. Germain: Boilers, Valves, and Pistons
""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage
        On Wheels and Cogs | Kurt Gödel; Emmy Noether
        Boilers, Valves, and Pistons | M. Somerville; S. Germain
        """,
    ),
    "broken across lines": (
        """Kernels of Engines
• Infinite Attention: kernels and wheels of deep
attention engines, Jiri Horn, Yasaman Bach,
Jascha Sol and Roman Novák
• Wide Engines of Any Depth, Jae Hoon Leer, Ada
Lovelace
""",
        """
        Infinite Attention: kernels and wheels of deep attention engines | Jiri Horn; Yasaman Bach; Jascha Sol; Roman Novák | | | | Kernels of Engines
        Wide Engines of Any Depth | Jae Hoon Leer; Ada Lovelace | | | | Kernels of Engines
        """,
    ),
    "names below the titles": (
        """Kernels
• Kernels of Engines in the Limit
Ada Lovelace, Charles Babbage
• Wide Engines: A Study
Kurt Gödel
""",
        """
        Kernels of Engines in the Limit | Ada Lovelace; Charles Babbage | | | | Kernels
        Wide Engines: A Study | Kurt Gödel | | | | Kernels
        """,
    ),
    "titles with a comma, a question, a venue behind the names": (
        """Optimisation

• Turning in the Wild, Revisited, Ada Lovelace, Charles Babbage
• Do Wheels Turn? A Ten-Year Study, Kurt Gödel, Emmy Noether, IEEE S&P 2019
• Bounds for Engines: Beyond the Boiler, Sophie Germain, STOC 2020
• Learning to Boil Water with Fire, Xiao-
  Ming Zhang, J.-P. Babbage
""",
        """
        Turning in the Wild, Revisited | Ada Lovelace; Charles Babbage | | | | Optimisation
        Do Wheels Turn? A Ten-Year Study | Kurt Gödel; Emmy Noether | IEEE S&P | 2019 | | Optimisation
        Bounds for Engines: Beyond the Boiler | Sophie Germain | STOC | 2020 | | Optimisation
        Learning to Boil Water with Fire | Xiao-Ming Zhang; J.-P. Babbage | | | | Optimisation
        """,
    ),
    "a topic that goes on": (
        """Engines
• Notes on the Engine of Old, Ada Lovelace, Charles Babbage

4/20

Engines (cont.)
• Wheels That Turn without End, Kurt Gödel, Emmy Noether
""",
        """
        Notes on the Engine of Old | Ada Lovelace; Charles Babbage | | | | Engines
        Wheels That Turn without End | Kurt Gödel; Emmy Noether | | | | Engines
        """,
    ),
    "pairs of lines": (
        """Notes on the Engine
Ada Lovelace, Charles Babbage

Wheels That Turn without End
Kurt Gödel, Emmy Noether

Lazy Boilers of the North
Sophie Germain, Mary Somerville

""",
        """
        Notes on the Engine | Ada Lovelace; Charles Babbage
        Wheels That Turn without End | Kurt Gödel; Emmy Noether
        Lazy Boilers of the North | Sophie Germain; Mary Somerville
        """,
    ),
}
FORM = "plain-lines"


@pytest.mark.parametrize("name", CASES)
def test_lines(name):
    check(*CASES[name], "plain-lines")
