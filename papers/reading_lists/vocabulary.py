"""Words that tell names, titles and venues apart."""

# A month as references write it.
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"

# Words that stand in titles and venues and in no name.
_WORDS_OF_TITLES = """
    abstract advances adversarial attack attacking attacks bias defense fairness gender improving ai algebra
    algorithm algorithms analysis and annals applications applied approach arxiv artificial generative pre-training
    pretraining association bayesian bioinformatics biology book bounds bulletin causal chapter chemistry code
    communications computation computational computer computers computing conf conference conferences convergence
    convolutional data deep department descent dynamics economics education edition engineering entropy experiments
    foundations framework frontiers gaussian generalization geometry gradient graph graphs human image in inference
    information inst institute intelligence international invited journal kernel kernels knowledge language large
    learning lecture letters limits linear machine magazine management markov mathematics mathematical medicine
    method methods mining model modeling models nature network networking networks neural neuroscience notes of on
    optimization oral paper papers part pattern perception physics poster preprint press probability proc
    proceedings processing program programming quarterly quantum random recognition regression reinforcement
    representation representations research review reviews robot robotics robust safety science sciences security
    series signal society software spotlight stochastic statistical statistics structures studies study supervised
    survey surveys symposium systems talk technical technology the theory thesis things time tools towards track
    training trans transactions transfer transformer trends tutorial university unsupervised via vision visual with
    workshop uc google microsoft nvidia deepmind openai facebook tencent alibaba baidu huawei bytedance lab labs
    college academy dataset datasets
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
    3dv aaai aaaiw aamas accv acl acm-mm acmmm acns acsac aies aistats akbc alt amta ase asiaccs asplos asru assets
    atc bmvc bpm cacm caise cav ccs cdc cgo ches chi chil chiplay cicling cidr cikm cogsci coling collas colm colt
    comad concur conext conll corl crypto cscl cscw csf csfw cvpr cvprw dac dasfaa date debs dsaa dsn eacl eamt ec
    ecai ecc eccv eccvw ecir ecis ecml ecoop ecrts edbt egsr emnlp emnlp-findings emsoft esec esop esorics eswc
    eurocrypt euromlsys eurosys eurovis facct fast fat fccm fm fmcad focs fpga fse gecco grsl grsm hicss hotcloud
    hotnets hotos hotsec hotstorage hpca hri icac icalp icalt icap icaps icassp iccad iccd iccp iccv iccvw icdcs
    icde icdew icdm icdt icfp icip icis ickg iclr iclrw icme icml icmlw icmr icpc icpp icpr icra icse icsme icst
    icwsm ieeevis igarss iiswc ijcai ijcb ijcnlp ijcv ijrr imc imwut infocom infovis interspeech ipdps ipsn iros
    isaac isbi isca isit ismar ismir ispd isprs isscc issta iswc itcs itsc iui iwqos jacm jair jasa jbhi jcdl jmir
    jmlr kcap kdd l4dc lctes lics lrec lrec-coling mascots mass mdm miccai midl mlhc mlsys mm mobicom mobihoc
    mobilehci mobisys msr naacl ndss neurips nfm nips nipsw nordsec nsdi oakland oopsla osdi ozchi pacificvis pacmpl
    pact pakdd pami petra pets pldi pnas podc pods popets popl ppdp ppopp pqcrypto pra prcv prl prx pvldb qip ra-l
    raid ral recomb recsys rlc rlj ro-man rss rtas rtss s&p saner sc sdm seke semeval sensys sgp sigcomm sigcse
    sigdial siggraph sigir sigmetrics sigmod sirocco slt smdb socc socg soda sosp soups sp spaa spire spm srds ssdbm
    stacs starsem stoc synasc t-iv t-ro tac tacas tacl tcs tcsvt tcyb tdsc tgrs tifs tip tist tits tiv tkdd tkde tma
    tmi tmlr tmm tnnls tog tois toit toms tops tosem tpami tpds tqc tro tse tvcg tvt uai ubicomp uist usenix vee vis
    vldb vldbj vmcai vrst wacv wads wafr wmt woot wsc wsdm www
"""
KNOWN_VENUES = frozenset(_KNOWN_VENUES.split())
# Of these the ones that have proceedings by year and no volumes: "ICLR 22" names a year, "TACL 22" a volume.
_WORDS_OF_JOURNALS = """
    cacm grsl grsm ijcv ijrr imwut isprs pacmpl pami pnas pra prl prx pvldb ra-l ral vldbj
"""
CONFERENCES = frozenset(name for name in KNOWN_VENUES - set(_WORDS_OF_JOURNALS.split()) if name[0] not in "jt")
