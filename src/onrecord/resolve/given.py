"""Given names of many languages with the gender that they usually tell; names borne by both are left out.

Written for onrecord from common knowledge. Only used where a text itself tells nothing: an honorific, a role
("chairwoman") or a pronoun in the text outranks it.
"""

from __future__ import annotations

from onrecord.resolve.lexicon import FEMININE, MASCULINE

_MEN = """
aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert aldo alejandro aleksandar aleksander
aleksandr alexander alexandre alfred ali amir anders andre andreas andrei andrew andrey andrzej angus
anthony anton antonio ari arjun armando arne arnold arthur arturo arvid asif axel aziz barack barry bashar
ben benedict benjamin bernard bernie bernhard bert bill björn bjorn bob bogdan boris brad bradley brian
bruce bruno carl carlos cesar charles chris christian christoph christopher chuck claes claude clement
cornelius craig daniel darren dave david dennis denis derek dick diego dieter dimitri dirk dmitri dmitry
dominic don donald doug douglas duncan dwight eddie edgar edmund eduardo edvard edward edwin einar elias
elijah emil emilio emmanuel enrique eric erik ernest ernesto ernst erwin esteban eugene evgeny farid fabio
felipe felix ferdinand fernando filip florian francesco francisco francois françois frank franklin franz
fred frederick frederik fredrik fritz fyodor gareth gary gavin geert geoffrey georg george georges gerald
gerard gerhard gilbert giorgio giovanni giuseppe glen glenn gordon graham greg gregor gregory guido
guillermo gunnar gustav guy hakan hamid hans harald harold harry hasan hassan hector heinrich helge helmut
hendrik henri henrik henry herbert herman hermann hiroshi homer horst howard hugh hugo hussein ian ibrahim
igor ilya imran ingvar isaac isak ismail ivan ivar jaap jack jacob jacques jake jakob jamal james jan javier
jason jean-luc jeff jeffrey jens jeremy jerome jerry jesper jesus jim jimmy joachim joakim joao joe joel
johan johann johannes john johnny jon jonah jonas jonathan jorge jose josé josef joseph josh joshua juan
julian jules julio jürgen justin kamal karel karim karl kaspar keith kenneth kenji kevin khalid klaus knut
konrad konstantin kurt lars laurent lawrence leif leo leon leonard leonardo leonid leopold leroy liam
lorenzo louis luca lucas ludwig luigi luis lukas luke lutz maciej magnus mahmoud malcolm manfred manuel marc
marcel marcin marco marcus marek mario marius mark markus martin mateo mathias mats matteo matthew matthias
mattias maurice mauricio max maxim mehmet michael michel miguel mikael mike mikhail mikkel milan miles milos
mirko mitch mitt mohamed mohammad mohammed moses muhammad murray mustafa nathan nathaniel neil nelson
nicholas nick nicolas nigel niklas nikolai nikos niels nils noah norman oleg oliver olaf olav ole omar
orlando oscar otto owen pablo paolo pascal patrick patrik paul paulo pavel pawel peder pedro per pete peter
petr petter phil philip philippe pierre piotr rafael raj rajesh ralph ramon rasmus raul ravi ray raymond
reginald reinhard rené ricardo richard rick rob robert roberto rodrigo roger roland rolf roman ron ronald
rory ross roy rudolf rupert russell ryan said salman salvador samir samuel santiago scott sean sebastian
sergei sergey sergio seth severin shane sigurd simon slobodan stanley stefan stephan stephen steve steven
stuart sven svein sanjay takeshi ted teddy terry theodor theodore thomas thorsten tim timothy tobias todd
tom tomas tomasz tommy tony torsten travis trevor troy ulf ulrich umar uwe vaclav valentin vasily victor
viktor vincent vinod vittorio vladimir vladislav waldemar walter warren wayne wilhelm will willem william
willy winston wolfgang xavier yasser yuri yusuf yves zoltan hamza tariq bilal idris kwame kofi chidi emeka
tunde oluwaseun babajide mahathir anwar joko benigno haruki kenta takashi shinzo yoshiro hiroto giles piers
toby rhys gethin euan callum hamish alasdair fergus declan eoin cormac ciaran padraig seamus oskar anatoly
gennady grigory nikita pyotr stanislav yevgeny vitaly oleksandr volodymyr petro mykola taras clemens lucan
rachid ruben aldous wilf dex basil cyril cecil edmond evan ewan finn finley gerhardt hal harvey hubert
ignatius ivo jarl jarvis jasper kasper klemens lambert leander lennart leopoldo linus lionel lothar ludovic
maximilian melvin milo mitchell morten mordecai nestor odin orson osman oswald otis percy quentin radovan
ramiro reuben rufus samson sander selim silas silvio simeon stefano sven-erik sylvester tadeusz tarik
thaddeus theodoros tiberius timur titus tomás ulises umberto uriel vasco vito vlad wendell wilbur wilfred
yannick yannis yosef younes youssef zachary zdenek zeki ziad karsten kjell lasse matti mikko olli pekka
petri rolf-dieter tapio timo torbjorn veikko ville väinö antti eero heikki ilkka jari juhani kari björn-erik
arvo andrus jaan toomas janis andris juris vytautas gintaras algirdas bogusław zbigniew wojciech leszek
jarosław mirosław radosław sławomir jiří pavol ľubomír istván istvan lászló laszlo zoltán ferenc sándor
gábor gabor attila miklós mihai ion ionut radu traian bogomil dragan goran zoran nebojša aleksandre giorgi
levan irakli nursultan kassym alikhan rustam shavkat emomali jin jun hao wei-ming xi kim-jong seung-hoon
min-jun rahul rohan sachin suresh ramesh mahesh ganesh naveen narendra amit anil ashok arvind deepak dinesh
gopal harish krishna manoj mukesh pankaj prakash sandeep vijay vikram ayman bassam faisal fouad ghassan hani
haytham hisham jaber khaled majid mansour marwan mazen nabil nasser nizar osama qasim raed rami riad saad
saeed salim samer sami tamer waleed walid yahya yasin zaid abebe haile desta tesfaye girma kebede mulugeta
juma baraka jabari kwabena yaw kojo obinna chukwuma ifeanyi sipho thabo themba lindani nkosana tendai farai
tawanda erlend sindre øyvind oyvind trygve torbjørn sverre halvor ragnar mogens søren soren henning jørgen
bengt göran
"""

_WOMEN = """
abigail ada adele adriana agata agnes agnieszka aicha aisha alba alexandra alice alicia alina alison allison
alma amalia amanda amelia amina amy ana anastasia andrea-maria angela angelica angelina anita anke ann anna
annabel anne annette annie annika antonia antje arlene astrid audrey aurora ayesha barbara beata beatrice
beatrix becky belinda benedicte bettina betty beverly bianca birgit birgitta brenda bridget britta camilla
carla carmen carol caroline carolyn carina catarina catherine cecilia celia celine charlotte chelsea chiara
christa christina christine cindy clara claudia claire clarissa colette concepción connie constance cora
cordelia corinne cristina cynthia dagmar dagny daniela daphne deborah debbie debra delia denise desiree
diana diane dina dolores donna dora doris dorothea dorothy ebba edith edna eileen elaine elena eleanor
eleonora elisa elisabeth elizabeth ella ellen elsa elsie emilia emily emma erica erika erin esme estelle
esther ethel eugenia eunice eva eve evelyn fatima fatma felicia fiona flora florence frances francesca freya
frida gabriela gabrielle gail genevieve georgia geraldine gerda gertrude gillian gina giovanna gisela giulia
gloria grace greta gretchen gro gudrun gunilla gwen gwendolyn halima hanna hannah harriet heather hedda
hedvig heidi helen helena helene helga henrietta hilda hillary hilary huma ida ilse imelda ines inga
ingeborg inger ingrid irene irina iris irma isabel isabella isobel ivana ivanka jacqueline jana jane janet
janice jasmine jean-marie jeanette jeanne jennifer jenny jessica jill jo-ann joan joanna joanne johanna
josefina josephine joy joyce juana judith judy julia juliana julie juliet juliette june justine kaisa kamala
karen karin karina karla karolina katarina kate katharina katherine kathleen kathryn kathy katie katja
katrin katrina kellyanne kerstin khadija kirsten kirsti kristin kristina kristine lara larissa laura lauren
leah leila lena leonora leticia lidia lieselotte lila lilian lillian lily linda lisa lise liv liza lois
loretta lorna lorraine louisa louise lucia lucille lucinda lucy ludmila luisa luz lydia mabel madeleine
magda magdalena maggie maja malin mara marcela marcia margaret margareta margarita margot margrethe maria
mariam marian mariana marianne marie marina marion-anne marisa marit marjorie marlene marta martha martina
mary maryam matilda maud maureen maya megan meera melania melanie melinda melissa mercedes meryl mette
michaela michele michelle mina miriam mireille moira molly mona monica monika muriel myra nadia nadine nancy
naomi natalia natalie natasha nathalie nellie nicola nicole nina noemi nora noor norma octavia odile olga
olivia ophelia orla paola patricia paula paulina pauline penelope petra philippa phoebe phyllis pilar polly
priscilla priya rachel ragnhild ramona randi raquel rebecca regina renata renate rhoda rita roberta rosa
rosalind rosalie rose rosemary roxanne ruth sabina sabine sabrina sally samira sandra sara sarah selma
serena shannon sharon sheila shirley sibylle signe sigrid silje silvia simone siri siv sofia sofie solveig
sonia sonja sophia sophie stella stephanie sue sunniva susan susana susanna susanne suzanne svetlana sylvia
tamara tanya tara tatiana teresa thea thelma theresa therese tina torill tove trudy turid ulla ulrike una
ursula valentina valeria valerie vanessa vera veronica victoria vida viola violet virginia vivian viviane
wanda wendy wilhelmina winifred xenia yasmin yolanda yulia yvette yvonne zahra zainab zara zelda zoe ngozi
amara adaeze chiamaka wanjiru akosua abena nomvula sunita anjali kavita lakshmi sushma indira edda ottilie
prudence hester tilda thilda ottoline agathe annelise anneke anneliese annemarie antoinette araminta astra
bertha blanche bronagh calista cassandra cecily celestine clarice clemency clementine colleen cornelia
danuta dilys dominique drusilla edwina elfriede eloise elvira enid ernestine eudora euphemia evangeline
fleur francine frieda georgette georgina germaine gisele gretel guinevere hanne harriett hedwig helle
hermione hilde honor hortense ilona imogen iona isadora isolde ivy jacinta janina jelena jemima jocelyn
jolanta josette jytte karoline katrine kerry-ann kirstin kornelia lavinia leonie liesl lotte lottie louella
lucie ludmilla luise lynne mairead malgorzata manuela margarethe margaux mariella marlies mathilde mavis
merete mildred millicent mirjam morag myrtle nadezhda natasza nell nelly noelle odette ottavia pernille
petronella philomena portia pru rosamund rosario rosemarie rowena roxana sadie saskia serafina sidonie
sigourney sinéad solange solène svenja sybil tabitha tatyana tessa theodora thomasina ulrika vesna viveca
vivien waltraud wilma winona wioletta ylva yevgenia yvonna zdenka zsuzsa zuzana aino anneli eeva helmi
kaarina kirsi maarit marjatta päivi pirjo riitta sirpa tarja tuula aleksandra bozena elżbieta ewa grażyna
halina iwona jadwiga kazimiera krystyna małgorzata zofia ágnes ilka katalin márta orsolya piroska réka
ileana ioana mihaela snezana biljana gordana ljiljana mirjana slavica tamar ketevan nino salome aigerim
dinara gulnara nargiza ji-woo min-ji soo-jin aditi ananya asha bhavna divya kamini lata leela malini manisha
nandini neha padma pooja radha rekha ritu savita shreya smita sonal swati usha vidya amal asma bushra dalia
farah ghada hala hanan hind huda iman jamila khadijah lamia latifa lubna maha manal muna nabila nahla najwa
nawal noura rania reem rima ruba salma samar sawsan shadia siham suha wafa yara zeinab almaz tigist
selamawit neema amani akua efua adwoa nneka chioma folake thandiwe nomsa zanele rudo geeta deepa mei-ling
yuki keiko naoko haruka sakura akiko michiko aung-san liudmyla oksana olena kateryna aoife niamh siobhan
sinead maeve roisin catriona ailsa rhiannon bronwen angharad
"""

# More of both, from the same many languages.
_MORE_MEN = """
abdi abdirahman abdoulaye achille achilleas adebayo adriano afonso agoston agron agus agustin ahmet aigars
ajay aki akira alain alberto alessandro alexandros alexis alin alioune alistair amadou aminu amos
anastasios anatoliy andras andres andriy angelo ankit ansel anselm antoine antonis apostolos aram archie
arda ardit aris arkady armen arnaud artak artem arto arturs artyom arvydas asad asbjorn asher ashot
athanasios aurelien avi avraham babacar babatunde balazs bambang baptiste baris barnaby bartosz bastian
bastien bekele bela bello benoit bertie besnik birger bjarne blake boaz bohdan bohumil bojan bongani borge
borivoj borys boubacar boyd branislav branko brendan bryn budi bujar bulent burak caio calin cameron
carmine catalin cedric cem cengiz cesare cezar cheikh christos chukwu ciprian claudio clive clyde colin
colm conor constantin corneliu corrado costin cristian csaba cyrus czeslaw dafydd dag daisuke dalibor
damien damir danilo danladi danylo darius dariusz darko davide davit dawid dawit dejan denys dermot
desmond dezso didier dimitrios dimitris dmytro dorin dougal dov dragos drazen drew duarte duc dumitru
dusan dylan eamon ebo edgars edi edoardo edouard edson eduard ehud eino eirik eitan eivind elad eli elliot
elwyn emanuele emile emilian emiliano emlyn emre emrys enzo esa espen etienne eugen evangelos evgeni ezra
fabrice facundo fahad faruk fatos fedir fedor femi finbar finlay fintan florin fotis frantisek fraser
frode gabriel gadi gael gagik garen gaute gbenga geir geoffroy georgios gergely getachew gevorg geza
gheorghe gianni giannis gideon gigi gilles gints giorgos girish gjergj goncalo gonzalo griff grzegorz
guillaume gunther guntis gyula haakon hadi haim hakon hamisi hamzah hannu haroon harri haruto havard heiko
hendra henrique henryk hernan holger horia hossein hovhannes hryhoriy humphrey hung huw hynek hyun-woo
hywel iacob iain ibrahima idrissa ieuan ifan ignacio ihor ikenna ilias ilie ilir illia imre imtiaz indrek
ingmar ingo ioan ioannis iolo ionel ismet itai itzhak iulian ivars ivica ivor jaakko jacek jae jama jamil
janos janusz jarle jarmo jaromir jaroslav jean-claude jean-paul jean-pierre jeno jerzy jethro jian jin-woo
joaquin jochen joerg joon jorg josip jouni jovan jozef jozsef juha jukka julien junaid juri jurij jussi
kaan kaarel kai kalev kalevi kalle kalman kamau kamil kareem karoly kaspars kazimierz kazuo kemal kerem
kestutis kieran kimmo kipchoge kiprop kirill kjetil konstantinos kornel kostas kostiantyn kresimir
krzysztof kunle kwesi kyriakos lachlan ladislav lajos lamine laurentiu lauri lautaro leandro lefteris
lennox leonidas levent levente levon lewis liban libor linas liviu ljubo lloyd loic lorcan lorinc lovro
lubos lucian luciano ludek luka lukasz lulzim lwazi madis mads magne mahdi makoto maksim maksym malachy
mamadou mandla manolis marc-antoine margus mariusz markku marko martins marton massimo mate mateusz
mathieu matias matthieu matyas maurizio maxime maximiliano meelis mehdi mihaly mika mikheil mikolaj
milivoj milorad miloslav mindaugas minho miodrag mircea miroslav mladen modou mohan momcilo monty moshe
motti moussa mungo munir murat murdo musa mustapha mwangi mykhailo nadav naoki narek nasir nazrul nenad
neven niall nicolae nicu nikhil niko nikol nikola nikolaos nilson nir njoroge noam noel norbert normunds
nuno ochieng octavian odd-arne odhiambo odhran odysseas ofer ognjen oisin oleh oleksiy olivier olu olumide
ondrej orhan osian ostap otakar otieno ottmar ottokar oumar ousmane ove ovidiu oystein ozan paavo pal
panagiotis pape pavle pavlo pavlos pentti pero petar petre petrit petros petru piero pietro pradeep prasit
preben predrag priit przemyslaw rade radek radim rafal rafiq raimonds rainer rakesh ralf ranald ranko
raphael rashid ratko razvan rein reinhold remus renzo reuven reza rezso riccardo rimantas risto roar
roderick rogelio rohit roi rolando romain romulus ronen rostislav rostyslav ruaridh rudi rudiger rui rune
ruslan ryo ryszard sabin sakari saleem salvatore samvel sani sanjeev santos sargis sasa satoshi saul
saulius sava sebastien segun sekou semyon serge sergiu serhiy serkan serzh seung shafiq shahid shai shaul
shigeru shimon shlomo sho shota shyam sibusiso siddharth siegfried siim silviu sinisa sivert siyabonga
skender slamet slaven slavko snorre sokol somchai sonke sorin souleymane spyros srdan stanislaw stavros
stefanos steffen stein stelios stepan stephane stevan stian stipe stjepan sultan sung-min sunil sveinung
sylvain szabolcs szymon taavi tadeo tafadzwa tamas tanvir tarek tarjei tarmo tarquin tatsuya tavish teemu
teodor teodoro terje tero tetsuo thanasis thanos thiago thierry thilo thor thorbjorn tiago tiberiu tibor
tigran tihomir timofey tito toivo tolga tomer tomislav tommaso toms tor tore torgeir tormod torstein trond
tuan tudor tuomas uche udo ugo uldis ultan urmas uros usama usman uzi vadim vadym vahan vakhtang valdis
valentyn valerio valeriu vangelis vardan vasile vasilis vassilis vasyl vegard veljko venkatesh vesa
viacheslav vicente vidar vilem vilmos vincenzo vinicius viorel vitalii vivek vladan vlado vlastimil vojin
vojtech volkan volker vsevolod vuk wagner wallace wanjohi werner wieslaw wilmer winfried witold wladyslaw
wole wolf yaakov yair yakubu yann yaroslav yegor yehuda yitzhak yngve yoav yohannes yorgos yoshi yossi
yousef yuji yuriy yusof zahid zakhar zbynek zdravko zdzislaw zeev zeljko zlatko zsolt zsombor zubair zurab
zvi zvonimir zygimantas zygmunt
"""
_MORE_WOMEN = """
achieng adela adelaida adelheid adelina adina adrienn aferdita afia agatha agnese agnete aikaterini ailbhe
aine aisling aissatou akinyi albana aldona alejandra alena alessandra alessia alicja aline alla almut
alzbeta ama amabel amandine amelie aminata amparo ana-maria anahit anais anastasiia anca andree andreea
aneta anette anezka anfisa angeliki ani aniko anja ankica annalisa annamaria annbjorg anne-lise anne-marie
annegret annelie annichen annick annikki annwyl anouk antonella antonina anwen anzhela aoibheann arabella
araceli ariane arianna armelle arpine arta ase ashild aspasia asuncion athina atieno aud aude augusta
aurelia aurelie aurica aurore avital awa ayala aylin ayse aysel azadeh barbel barbora batya beate beatriz
belen benedetta benedita bente berenice berit bernadette bernice beryl bessie bethan bethlehem bintou
birgitte birte bisi blanca blanka blathnaid blazenka blerta bodil bogumila bojana borbala bosiljka branka
branwen brenna brid brigitta brigitte brit bruna bryony bukola caitriona camelia camila cara carlota
carola carole carolina carys catalina caterina catrin cecile celeste ceri ceridwen chantal charlene chava
chinwe chloe christel christelle christiane chrysa chrysoula ciara cinzia clarisse claudine clemence cleo
cliona clodagh clotilde conceicao concetta consuelo coralie corina cosette cressida cristiana csilla dafna
dana danae danica danijela daria darya davina debora deirdre delphine delyth derya despina dewi dijana
dimitra dinah doina dominika donatella doreen dorina dorit dorota dorothee dragana drahomira drita
dubravka durda ebru ecaterina edina edit effie efrat eftychia eija eilidh eilis eimear einat eira eirini
eirlys eithne eka ekaterina eldbjorg eleftheria eleni eleri elham elif elin elina eline elira elisabet
elisabetta elise eliska eliza elizaveta elke ellinor elodie elspeth emanuela embla emer emese emiko emilie
emine emmanuelle emoke eniko enya erna erzsebet esi esperanza esra estela eugenie eulalia eun-ji eva-maria
evangelia evdokia evelyne evgenia ewelina fabiola fanni fanny farida farideh farzana fatemeh fatmire fatou
fatoumata fay federica fenella fernanda ffion filipa fionnuala fiorella flavia flore florencia florentina
fotini francisca francoise franziska frauke freda friederike fumiko funmi gabriella gaelle gaia galina
galit gayane gaynor gemma georgiana gerd gerlinde gertrud gesa geta ghislaine giada gianna ginevra giorgia
gita giuliana giuseppina gizella glenda glenys graca graciela grainne grazia graziella grete guadalupe gul
gulsen gunhild gunn gunvor guri gwendolen gwenllian gwyneth gyorgyi hadas hadiza hajnalka halyna hana
hanka hannelore hasmik hatice hauwa hazel hege heide heike heledd heli henna henriette henrike herdis hiba
hila hildegard hildur hilkka hiroko hodan hortensia huguette hye-jin ibolya ibtisam idun ifeoma ifrah
ilana ilaria ildiko ilinca imke ina inge ingebjorg ingerid ingvild inka inna ioanna iolanda iren irena
irja irmgard iryna isabelle isidora isla iuliana iva ivona izabela jacintha jadranka jagoda jarmila
jaroslava jasmina jasna jeannine jessamine jitka joana jocasta joelle jolan jorunn josee josefa jovana
judit julieta juno justyna jutta kaija kaja kalliopi kamila kaori karianne karine kartini kata katarzyna
katerina kathrin kazuko kelly kezia khady khrystyna kinga kira kirsty kjersti klara klavdia konstantina
konstanze krisztina ksenia ksenija kumiko kveta kyriaki laetitia laila lama laoise larisa laure layla lea
leena lela lenka lenuta leonor lerato lesia letizia lettice leyla li-na libuse lidija lidiya ligia liisa
liliana lill lina lindita lindiwe linn liora lisbeth lison livia ljerka ljubica lola lore loredana lorella
lorena lourdes lowri lucette lucienne lucretia lucrezia lucyna ludivine luisella luminita lusine lydie
lyubov lyudmila maayan mabli madalena maddalena maelle mafalda magali magdalini magdolna mahsa mai maija
maike maire mairi manana mane manon marcella mareike maren margarida margherita margit margret marguerite
marharyta mari mariama mariangela mariann maricarmen maricica marie-christine marie-claire marielle marija
marijana mariko marilena marine marion marisol marja marjo marketa marte marthe martine maryna marzena
matilde maude mechthild meena megumi mei meike meinir meral merja merle meron mhairi mia micaela michela
micheline mila milada milena milica milka miluse mimoza minerva minna mioara mira miranda mirela mirella
mirja miroslava miroslawa miyuki monique morwenna myfanwy myriam naama nada nadege nadezda nadiya naledi
nare narges narine nasreen nasrin natalija nataliya natalya natasa natia ndeye nele nelida nerys nesta
nevena ngoc nia nicoleta nicoletta niina nisha njeri nkechi noelia noemie noga noreen noriko nour nuala
nune nuria nurit oana oceane oddbjorg oddny oleksandra olesya olha olimpia olive olivera oonagh orit
orlaith orly ornella osnat otilia oumou outi ozlem paloma pamela panagiota pandora pansy paraskevi parisa
pascale patience patrizia patrycja paulette pavla pavlina pearl perdita perrine petunia phuong pinar
pirkko polina preeti primrose queenie radka radmila raffaella raija raisa raluca rana rani rannveig ratna
raymonde regine rehema renee revital rhona rigmor riikka ritva rivka rocio rodica rokhaya roksolana romana
romina ronit rosalia rosanna roselyne roswitha rozalia rubina ruby runa ruslana ruxandra ruzena ruzica
saara sachiko sahra saima sanda sandrine sangeeta sanja saoirse sari sarit sarka satoko satu sayaka seema
seija selam selin selina senka seonaid severine sevgi shanti shazia shira shireen shirin shona shoshana
shweta sian sibel sibongile sidsel sieglinde sigrun silke silvana silvija simona sini siranush sirkka
sissel sita siti sivan smiljana sneha snizhana sofiya soledad solfrid solomiya sona sorcha sorina sri
stana stanislawa stanka stavroula stefania stefanie steffi steliana styliani su-jin sule susannah susete
suvi svitlana swantje sylvie sylwia synne synnove szilvia tahira taisia tali tamsin tanja tatevik tatjana
tegwen teodora teresinha terez tereza tess tetiana thandi thao thora thuy tiina timea tinatin titilayo
tiziana tomoko tonje torunn tova trang traute trine trude tuija tulay tuulikki tuva tzipi uliana unni
urszula ute valbona valentyna valeriya vanesa vasiliki vassiliki velma vendula verena verity veronika
veronique vigdis viktoria viktorija viktoriya violeta violette viorica virginie virpi visnja vittoria
viviana vjosa vlasta wambui wenche weronika wiebke wieslawa winnie wulan xia ximena xiu yaa yael yaffa
yana yaroslava yasemin yasmeen yasmine yehudit yelena yetunde yoko yolande yoon-ah yuko yuliya yumiko
zamfira zawadi zaynab zehava zeljka zeynep zhanna zinaida zita zorica zoya zrinka zsofia zsuzsanna zuzanna
"""
# Men in one language and women in another: these tell nothing.
_EITHER = frozenset(
    [
        "andrea",
        "claude",
        "farah",
        "gabriele",
        "jean",
        "jocelyn",
        "laurence",
        "marian",
        "michele",
        "nicola",
        "simone",
    ]
)
_BOTH = _EITHER | (set(_MEN.split()) & set(_WOMEN.split()))
GENDER: dict[str, str] = {
    name: gender
    for names, gender in (
        (_MORE_MEN, MASCULINE),
        (_MORE_WOMEN, FEMININE),
        (_MEN, MASCULINE),
        (_WOMEN, FEMININE),
    )
    for name in names.split()
    if name not in _BOTH
}

# Short forms that are taken for their long one, in groups: two names of one group are compatible.
_NICKNAMES = """
alexander alex sasha sandy; alexandra alex sasha sandra; andrew andy drew; anthony tony; barbara barb;
benjamin ben benny; bernard bernie; catherine kate katie kathy cathy cat; charles charlie chuck; christina
chris tina; christopher chris; daniel dan danny; david dave davy; deborah deb debbie; donald don donny;
dorothy dot; edward ed eddie ted; elizabeth liz beth betty lisa eliza; eleanor ellie nell; frances fran;
francis frank; franklin frank; frederick fred freddie; gabriel gabe; geoffrey geoff; gerald gerry jerry;
gregory greg; harold harry; henry harry hank; isabella bella; jacob jake; james jim jimmy jamie; janet jan;
jeffrey jeff; jennifer jen jenny; jeremy jerry; johannes hans jan; john jack johnny jon; jonathan jon;
joseph joe joey; joshua josh; judith judy; katherine kate katie kathy kat; kenneth ken kenny; lawrence
larry; leonard len lenny; louis lou; margaret maggie meg peggy; martin marty; matthew matt; michael mike
mick mickey; nathaniel nat nate; nicholas nick nicky; nikolai kolya; pamela pam; patricia pat patty tricia;
patrick pat paddy; peter pete; philip phil; raymond ray; rebecca becky; richard rick dick rich ricky; robert
bob rob bobby robbie bert; ronald ron ronnie; rosemary rose; samuel sam sammy; samantha sam; sarah sally;
stephen steve; steven steve; stuart stu; susan sue susie; theodore ted teddy theo; theresa terry tess;
thomas tom tommy; timothy tim; victoria vicky tori; vincent vince; vladimir vova volodya; walter walt;
william bill will billy willy liam; zachary zach zack; mohammed mohamed muhammad mohammad
"""

NICKNAMES: dict[str, frozenset[int]] = {}
for _number, _group in enumerate(_NICKNAMES.split(";")):
    for _name in _group.split():
        NICKNAMES[_name] = NICKNAMES.get(_name, frozenset()) | {_number}
