"""Words that tell names, titles and venues apart."""

# Words that stand in titles and venues and in no name.
_WORDS_OF_TITLES = """
    abstract advances ai algebra algorithm algorithms analysis and annals applications applied approach arxiv
    artificial association bayesian bioinformatics biology book bounds bulletin causal chapter chemistry code
    communications computation computational computer computers computing conf conference conferences convergence
    convolutional data deep department descent dynamics economics education edition engineering entropy experiments
    foundations framework frontiers gaussian generalization geometry gradient graph graphs human image in inference
    information inst institute intelligence international invited journal kernel kernels knowledge language large
    learning lecture letters limits linear machine magazine management markov mathematics mathematical medicine method
    methods mining model modeling models nature network networking networks neural neuroscience notes of on
    optimization oral paper papers part pattern perception physics poster preprint press probability proc proceedings
    processing program programming quarterly quantum random recognition regression reinforcement representation
    representations research review reviews robot robotics robust safety science sciences security series signal
    society software spotlight stochastic statistical statistics structures studies study supervised survey surveys
    symposium systems talk technical technology the theory thesis things time tools towards track training trans
    transactions transfer transformer trends tutorial university unsupervised via vision visual with workshop
"""
NO_NAMES = frozenset(_WORDS_OF_TITLES.split())
# Words that make a piece a venue.
_WORDS_OF_VENUES = """
    advances annals association bulletin communications conf conference econometrica foundations frontiers journal
    lecture letters magazine nature neurocomputing computation physics proc proceedings quarterly reviews review
    science sciences symposium trans transactions trends workshop thesis press
"""
VENUE_WORDS = frozenset(_WORDS_OF_VENUES.split())
_VENUES_OF_ONE_WORD = """
    automatica biometrika biometrics bernoulli cell distill econometrica electronics entropy nature neural
    neurocomputing neuron psychometrika science sensors technometrics springer
"""
ONE_WORD_VENUES = frozenset(_VENUES_OF_ONE_WORD.split())
