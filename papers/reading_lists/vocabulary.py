"""Words that tell names, titles and venues apart."""

# Words that stand in titles and venues and in no name.
_WORDS_OF_TITLES = """
    abstract advances adversarial attack attacking attacks bias defense fairness gender improving ai algebra algorithm
    algorithms analysis and annals applications applied approach arxiv artificial generative pre-training pretraining
    association bayesian bioinformatics biology book bounds bulletin causal chapter chemistry code communications
    computation computational computer computers computing conf conference conferences convergence convolutional data
    deep department descent dynamics economics education edition engineering entropy experiments foundations framework
    frontiers gaussian generalization geometry gradient graph graphs human image in inference information inst
    institute intelligence international invited journal kernel kernels knowledge language large learning lecture
    letters limits linear machine magazine management markov mathematics mathematical medicine method methods mining
    model modeling models nature network networking networks neural neuroscience notes of on optimization oral paper
    papers part pattern perception physics poster preprint press probability proc proceedings processing program
    programming quarterly quantum random recognition regression reinforcement representation representations research
    review reviews robot robotics robust safety science sciences security series signal society software spotlight
    stochastic statistical statistics structures studies study supervised survey surveys symposium systems talk
    technical technology the theory thesis things time tools towards track training trans transactions transfer
    transformer trends tutorial university unsupervised via vision visual with workshop
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
# Acronyms that are a venue without a year beside them, in front of a title as well.
_KNOWN_VENUES = """
    aaai aamas acl aies aistats ase asplos atc bmvc ccs chi cidr cikm coling colm colt conext corl crypto csfw csf
    cvpr dac date eacl ec eccv ecml ecoop emnlp esop eurocrypt eurosys facct fast fat fccm fm focs fpga fse hotnets
    hotos hpca icalp icap icassp iccad iccv icde icdm icdt icfp iclr icml icra icse icwsm ijcai ijcv ijrr imc infocom
    interspeech iros isca isit isscc issta itcs iui jacm jair jmlr kdd l4dc lics mass mlsys mm mobicom mobisys naacl
    ndss neurips nips nsdi oopsla osdi pakdd pami pldi pnas pods podc popl ppopp qip ral recsys rss s&p sc sdm sensys
    siggraph sigcomm sigir sigmod soda sosp soups sp spaa spm stoc tacl tcs tdsc tip tist tkdd tkde tmlr tnnls tog
    toit tois toms tpami tpds tro tvcg uai ubicomp uist usenix vis vldb wacv wsdm www
"""
KNOWN_VENUES = frozenset(_KNOWN_VENUES.split())
