"""Words that tell what stands beside them: a person, an organisation, a place, a speaker."""

from __future__ import annotations

from geodata.geoparsing.wordlists import words

TITLES = words("""
    mr mrs ms miss dr prof professor sir lord lady dame president premier chancellor king queen
    prince princess sheikh emir sultan pope bishop archbishop cardinal rev reverend father sister
    brother imam ayatollah rabbi general gen colonel col major maj captain capt lieutenant lt
    sergeant sgt corporal cpl private admiral commander cmdr brigadier marshal officer detective
    inspector constable chief sheriff deputy trooper agent judge justice attorney prosecutor
    senator sen representative rep congressman congresswoman governor gov mayor councilman
    councilwoman councillor councilor minister secretary ambassador envoy spokesman spokeswoman
    spokesperson director chairman chairwoman chair ceo founder coach quarterback pitcher striker
    midfielder defender goalkeeper captain forward guard catcher manager superintendent supt
    principal dean singer actor actress author writer poet artist photographer journalist
    reporter correspondent analyst economist historian uncle aunt cousin grandfather grandmother
    widow son daughter wife husband named herr frau señor señora don doña monsieur madame
    президент премьер министр генерал полковник майор капитан господин г-н депутат губернатор
    міністр прем'єр bakan bakanı başkan başkanı cumhurbaşkanı general albay milletvekili vali
    prezident nazir nazirə polkovnik deputat sədri
""")

GIVEN_NAMES = words("""
    aaron abdul abdullah abigail abraham adam adrian ahmad ahmed aidan alan albert alberto alejandro
    aleksandr aleksei alex alexander alexandra alexei alexis alfred ali alice alicia alison allan
    allen allison alyssa amanda amber amelia amir amy ana anastasia anatoly andre andrea andreas
    andrei andrew andy angel angela angie anil anita ann anna anne annie anthony antoine anton
    antonio april arash ariel armen arnold arthur artur asad ashley ashot audrey austin ayse barack
    barbara barry beatrice becky ben benjamin bernard bernie beth bethany betty beverly bill billy
    blake bob bobby bonnie boris brad bradley brandon brenda brent brett brian bridget brittany
    bruce bryan caitlin caleb calvin cameron carl carla carlos carmen carol caroline carolyn carrie
    casey catherine cathy cecilia cesar charlene charles charlie chelsea cheryl chris
    christian christina christine christopher christy cindy claire clara clarence claude claudia
    clayton clifford clint colin colleen connie connor corey courtney craig cristina crystal curtis
    cynthia daisy dale dan dana daniel danielle danny daphne darren darryl dave david dawn dean
    deborah debra deepak denis denise dennis derek diana diane diego dmitri dmitry dolores
    dominic don donald donna doris dorothy doug douglas duane dustin dylan earl ed eddie edgar
    eduardo edward edwin eileen elaine eleanor elena elizabeth ella ellen elliot emily emma
    emmanuel enrique eric erica erik erin ernest esther ethan eugene eva evan evelyn evgeny
    farid fatima fernando florence frances francis francisco francois frank franklin fred
    frederick gabriel gail garry gary gavin gene george gerald gerard gina giovanni glen glenn
    gloria gordon grace graham grant greg gregory guillermo gus guy hamid hannah harold harriet
    harry harvey hassan hassan heather hector heidi helen helena henri henry herbert hillary
    holly howard hugh hugo hussein ian ibrahim igor ilham ilya imran ingrid irene irina isaac
    isabel isabella ismail ivan jack jackie jacob jacqueline jacques jaime jake jamal james jamie
    jan jane janet janice jared jasmine jason javier jay jean jeff jeffrey jen jenna jennifer
    jenny jeremy jerome jerry jesse jessica jesus jill jim jimmy joan joanna joanne joe joel
    john johnny jon jonathan jorge jose joseph josh joshua joyce juan juanita judith
    judy julia julian julie julio justin karen karl karla kate katherine kathleen kathryn kathy
    katie kay keith kelly ken kenneth kenny kerry kevin khalid kim kimberly kirk konstantin
    kristen kristin kumar kurt kyle lance larry laura lauren laurence laurie lawrence leah lee
    leo leon leonard leonid leroy leslie levon lewis lillian linda lindsay lisa liz lloyd logan
    lois lori lorraine louis louise lucas lucia lucy luis luke lydia lynn madison mahmoud manuel
    marc marcel marcia marco marcus margaret maria mariam marie marilyn mario marion marjorie
    mark marlene marsha marshall martha martin marvin mary maryam matt matthew maureen maurice
    max maxim megan mehmet melanie melinda melissa melvin mercedes meredith michael michele
    michelle miguel mikael mike mikhail mildred milton miranda misty mitch mitchell mohamed
    mohammad mohammed molly monica morgan muhammad mustafa myra nadia nancy naomi natalia
    natalie natasha nathan nathaniel neal neil nelson nicholas nick nicola nicolas nicole
    nikita nikol nikolai nina noah nora norma norman oleg olga oliver olivia omar oscar osman
    otto owen pablo pam pamela pat patricia patrick paul paula pauline pavel pedro peggy penny
    perry peter petr phil philip phillip phyllis pierre priya rachel rafael rahul raj ralph ramon
    randall randy raul ray raymond rebecca recep regina reginald rene rhonda ricardo richard
    rick ricky rita rob robert roberto robin rod roderick rodney roger roland ron ronald ronnie
    rosa rose rosemary ross roy ruben ruby rudy rupert russell ruth ryan sabrina sally salman
    salvador sam samantha samir samuel sandra sandy sara sarah scott sean seth sergei sergey
    sergio seth shane shannon sharon shaun shawn sheila shelley sherry shirley sidney simon
    sofia sonia sophia sophie stacey stacy stan stanley stefan stella stephanie stephen steve
    steven stewart stuart sue susan suzanne svetlana sylvia tamara tammy tanya tara tariq tatiana
    tayyip ted teresa terrence terry theodore theresa thomas tiffany tim timothy tina todd tom
    tommy toni tony tracy travis trevor tyler valentina valerie vanessa vera vernon veronica
    vicki victor victoria viktor vincent virginia vitaly vladimir volodymyr wade wallace walter
    wanda warren wayne wendy wesley whitney will william willie wolfgang xavier yuri yusuf
    yvonne zachary zakir zoe
    александр алексей андрей анна борис василий виктор владимир дмитрий евгений елена иван
    игорь ильхам ирина константин мария михаил наталья николай никол олег ольга павел пётр сергей
    татьяна юрий антон артём вадим валентин валерий виталий вячеслав геннадий георгий григорий
    денис егор игорь кирилл леонид максим марина никита николь петр роман руслан светлана станислав
    степан тимур фёдор эдуард яна арарат вагаршак гейдар закир ильяс магомед рамзан реджеп тайип
    володимир михайло микола олександр олексій андрій василь дмитро євген іван ігор юрій сергій
    віктор віталій петро павло роман тарас богдан оксана олена наталія ірина юлія катерина
    ahmet ayşe fatma hüseyin murat elxan elçin ilqar rəşad vüqar əli həsən hüseyn elnur ramil
    anar kənan orxan nigar leyla aytən zeynəb məhəmməd heydər mustafa kemal süleyman hulusi fikri
    արմեն նիկոլ սերժ ռոբերտ գագիկ աննա արամ վահագն տիգրան դավիթ հայկ կարեն գևորգ սուրեն լևոն
    დავით გიორგი ნინო მიხეილ ირაკლი სალომე ზურაბ ლევან ნიკა თამარ მარიამ ბიძინა კახა შალვა
""")

SAYING = words("""
    said says say saying told tells added adds stated states announced announces declared
    declares claimed claims denied denies warned warns insisted insists reported reports
    confirmed confirms rejected rejects accused accuses condemned condemns agreed agrees
    demanded demands urged urges vowed vows pledged pledges threatened threatens called calls
    responded responds replied replies argued argues believes believed wants wanted hopes hoped
    expressed expresses promised promises signed imposed imposes backed backs supports supported
    blamed blames criticised criticized criticises criticizes refused refuses offered offers
    proposed proposes recognised recognized recognises recognizes sent sends ordered orders
    summoned expelled negotiates negotiated withdrew considers considered plans planned intends
    welcomed welcomes protested retaliated ratified vetoed voted abstained will would has had must
    сообщил сообщила сообщили заявил заявила заявили сказал сказала отверг обвинил призвал
    açıkladı dedi söyledi bildirdi bildirib deyib
""")

ORGANISATION_HEADS = words("""
    police department dept sheriff office university college institute school academy hospital
    clinic center centre council commission committee board court bank company corp corporation
    inc co ltd llc group club association society union league federation foundation fund church
    cathedral temple museum library theatre theater times post tribune herald journal gazette news
    daily star observer chronicle press examiner sentinel courier telegraph guardian sun mail
    register republic dispatch globe authority agency bureau ministry parliament senate assembly
    congress house government administration army navy guard forces force airlines airways air
    railway railways railroad electric energy power oil gas petroleum motors industries
    united city fc afc rovers wanderers athletic rangers eagles bears lions tigers bulls giants
    cowboys braves yankees dodgers angels padres kings lakers hawks heat magic nets celtics
    pistons bucks jazz suns spurs wizards raptors cavaliers warriors rockets blazers panthers
    falcons ravens steelers browns bengals colts jaguars titans texans broncos chargers chiefs
    raiders seahawks packers vikings redskins dolphins patriots jets bills buccaneers saints
    cardinals rams reds cubs mets phillies pirates nationals marlins brewers astros royals twins
    indians orioles festival conference institute chamber commerce orchestra symphony opera ballet
    project initiative coalition alliance party movement front network services service systems
    trust partners capital holdings insurance health healthcare medical schools district county
    fire rescue ems regiment brigade division battalion squadron fleet troops
""")

STREETS = words("""
    street st avenue ave road rd boulevard blvd drive dr lane ln highway hwy route parkway pkwy
    court ct way place pl square plaza terrace circle trail turnpike freeway interstate bridge
    проспект улица вулиця caddesi küçəsi prospekti
""")

NATURE_AFTER = words("""
    river creek lake bay island islands mountain mountains valley peninsula strait gulf sea ocean
    desert coast beach canyon falls hills hill forest park reservoir canal channel delta basin
    plateau glacier volcano pass cape reef harbor harbour sound range ridge springs
""")

NATURE_BEFORE = words("lake mount mt river cape gulf bay strait isle port fort camp lough loch")

UNITS_AFTER = words("""
    county parish borough township province region district state governorate prefecture
    municipality oblast krai canton department territory republic voivodeship emirate raion rayon
    city town village
""")

LOCATIVES = words("""
    in at near from to into toward towards around outside inside across through throughout
    between within off over via beyond northern southern eastern western central northeast
    northwest southeast southwest northeastern northwestern southeastern southwestern downtown
    neighboring neighbouring nearby rural suburban upstate
    в во на из под около близ возле через у від до біля поблизу із зі
""")

TIME_WORDS = words("""
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept
    oct nov dec mon tue wed thu fri sat sun christmas easter ramadan
""")

SPORTS_RESULT = words("beat beats defeated defeats lost loses won wins win drew hosts host visits")
