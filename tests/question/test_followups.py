"""Follow-ups: completed from the questions before, and complete questions left alone."""

import pytest

from youju.config import Settings
from youju.pipeline.machinery import Machinery
from youju.question.turns.followups import Completer


@pytest.fixture(scope="module")
def completer() -> Completer:
    return Machinery(Settings()).completer


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("什么是完全虚拟化?", "它有哪些特点?", "完全虚拟化有哪些特点？"),
        ("什么是完全虚拟化?", "那它有哪些特点?", "完全虚拟化有哪些特点？"),
        ("什么是容器?", "这种技术有什么缺点?", "容器有什么缺点？"),
        ("What is a container?", "What are its advantages?", "What are a container's advantages?"),
        ("What is Docker?", "How do I install it?", "How do I install Docker?"),
        ("Who painted the Mona Lisa?", "Where is it?", "Where is the Mona Lisa?"),
        ("How do I create a container?", "and how do I remove it?", "How do I remove a container?"),
        ("半虚拟化有什么例子吗？", "它的专利归谁所有？", "半虚拟化的专利归谁所有？"),
        ("What was the painter's name?", "Where did she live?", "Where did the painter live?"),
        ("What is nginx?", "Which port does it use?", "Which port does nginx use?"),
        ("什么是紫砂壶？", "土耳其有它吗？", "土耳其有紫砂壶吗？"),
    ],
)
def test_a_pronoun_stands_for_the_subject(completer: Completer, before: str, question: str, completed: str) -> None:
    """The subject of the question before takes the place of the pronoun."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    ("question", "completed"),
    [
        ("它们的优点是什么?", "容器和虚拟机的优点是什么？"),
        ("两者可以一起用吗?", "容器和虚拟机可以一起用吗？"),
        ("前者有什么缺点?", "容器有什么缺点？"),
        ("后者有什么缺点?", "虚拟机有什么缺点？"),
        ("安全性呢?", "容器和虚拟机在安全性方面有什么区别？"),
    ],
)
def test_a_comparison_has_two_subjects(completer: Completer, question: str, completed: str) -> None:
    """Both, the former and the latter are told apart; a property is compared on both sides."""
    assert completer.complete(question, ["容器和虚拟机有什么区别?"]) == completed


@pytest.mark.parametrize(
    ("question", "completed"),
    [
        ("How do the two differ?", "How do containers and VMs differ?"),
        ("Which of the two is faster?", "Which of containers and VMs is faster?"),
        ("Describe the two in terms of cost.", "Describe containers and VMs in terms of cost?"),
    ],
)
def test_the_two_are_both_subjects(completer: Completer, question: str, completed: str) -> None:
    """Unless a noun follows that says which two."""
    assert completer.complete(question, ["What is the difference between containers and VMs?"]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("什么是完全虚拟化?", "优点呢？", "完全虚拟化的优点？"),
        ("容器的优点有哪些?", "缺点呢?", "容器的缺点有哪些?"),
        ("What is a container?", "what about security?", "Security of a container?"),
        ("What are the pros of Type 1 hypervisors?", "And the cons?", "What are the cons of Type 1 hypervisors?"),
        ("什么是容器?", "有哪些优点?", "容器有哪些优点？"),
        ("什么是容器?", "怎么安装?", "容器怎么安装？"),
        ("怎么构建镜像？", "那怎么发布呢？", "镜像怎么发布？"),
    ],
)
def test_a_property_belongs_to_the_subject(completer: Completer, before: str, question: str, completed: str) -> None:
    """A property alone is asked of the subject before, in the place of the property asked there."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    ("question", "completed"),
    [
        ("怎么开启？", "守护模式怎么开启？"),
        ("那怎么样才能关闭呢？", "守护模式怎么样才能关闭？"),
        ("怎么回滚？", "守护模式怎么回滚？"),
        ("怎么实时跟踪？", "守护模式怎么实时跟踪？"),
        ("怎么在 Windows 上开启？", "守护模式怎么在 Windows 上开启？"),
        ("为什么要用？", "守护模式为什么要用？"),
        ("什么时候发布的？", "守护模式什么时候发布的？"),
        ("由谁制定的？", "守护模式由谁制定的？"),
        ("谁来调度？", "守护模式谁来调度？"),
        ("放在哪里？", "守护模式放在哪里？"),
        ("怎么挂载到容器？", "守护模式怎么挂载到容器？"),
        ("支持哪些平台？", "守护模式支持哪些平台？"),
        ("占多少内存？", "守护模式占多少内存？"),
        ("需要注意什么？", "守护模式需要注意什么？"),
        ("有哪些指令？", "守护模式有哪些指令？"),
        ("有替代品吗？", "守护模式有替代品吗？"),
        ("最新版本是多少？", "守护模式最新版本是多少？"),
        ("一共有多少种？", "守护模式一共有多少种？"),
        ("是开源的吗？", "守护模式是开源的吗？"),
        ("支持 Windows 吗？", "守护模式支持 Windows 吗？"),
        ("会影响性能吗？", "守护模式会影响性能吗？"),
        ("会中断吗？", "守护模式会中断吗？"),
        ("能自动创建吗？", "守护模式能自动创建吗？"),
        ("收费吗？", "守护模式收费吗？"),
        ("难不难？", "守护模式难不难？"),
        ("跟容器有什么关系？", "守护模式跟容器有什么关系？"),
        ("和超级模式比呢？", "守护模式和超级模式有什么区别？"),
        ("好的，那缺点呢？", "守护模式的缺点？"),
        ("谢谢，它有哪些优点？", "守护模式有哪些优点？"),
        ("帮我查一下怎么开启", "守护模式怎么开启？"),
    ],
)
def test_what_is_said_of_a_subject_gets_it(completer: Completer, question: str, completed: str) -> None:
    """A Chinese question that begins with an action, a need or a comparison has lost what it is about."""
    assert completer.complete(question, ["什么是守护模式？"]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("What is Kubernetes?", "What are the alternatives?", "What are the alternatives of Kubernetes?"),
        ("What is Kubernetes?", "Compared to Nomad?", "What is the difference between Kubernetes and Nomad?"),
        ("Compare tea and coffee", "Which one is bigger?", "Which one is bigger: tea or coffee?"),
        ("How do I build an image?", "And push it?", "How do I push an image?"),
        ("How do I build an image?", "For a private registry?", "How do I build an image for a private registry?"),
        ("Who made Kubernetes?", "When?", "When was Kubernetes made?"),
        ("What are the pros of gas lamps?", "And oil lamps?", "What are the pros of oil lamps?"),
        ("绿茶和红茶哪个更贵？", "为什么？", "为什么绿茶和红茶有一个更贵？"),
        ("一型有哪些产品？", "二型呢？", "二型有哪些产品？"),
    ],
)
def test_a_fragment_is_asked_as_the_question_before(
    completer: Completer, before: str, question: str, completed: str
) -> None:
    """With its head, its two sides or its other words, whatever the fragment leaves out."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("How do I limit the memory?", "Of a container?", "How do I limit the memory of a container?"),
        ("How do I build an image?", "What about for beginners?", "How do I build an image for beginners?"),
        ("How do I install X on Linux?", "And for Windows?", "How do I install X on Windows?"),
        ("What is the capital of France?", "And for Germany?", "What is the capital of Germany?"),
        ("How much memory does a VM use?", "For a container?", "How much memory does a container use?"),
        ("Compare A1 and B2", "For performance?", "What is the difference between A1 and B2 in performance?"),
    ],
)
def test_whom_something_is_for_is_said_besides(
    completer: Completer, before: str, question: str, completed: str
) -> None:
    """Where the question before says how to act; else it takes the place of its like, or of the subject."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    "question", ["And for which country did Zidane play?", "And in which year did Zidane play?", "Of course."]
)
def test_a_question_that_begins_with_where_or_for_whom_is_complete(completer: Completer, question: str) -> None:
    """It has a verb of its own; nor is everything a follow-up that begins with such a word."""
    assert completer.complete(question, ["How do I build an image?"]) is None


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("ora 的 succeed 方法做什么？", "fail 呢？", "ora 的 fail 方法做什么？"),
        ("ora 的 succeed 方法做什么？", "那 fail 方法呢？", "ora 的 fail 方法做什么？"),
        ("ora 的 succeed 是什么？", "fail 呢？", "ora 的 fail 是什么？"),
        ("chalk 的 level 选项是什么？", "colors 呢？", "chalk 的 colors 选项是什么？"),
        ("--rm 选项有什么用？", "privileged 呢？", "privileged 选项有什么用？"),
        ("docker run 命令做什么？", "exec 呢？", "docker exec 命令做什么？"),
        ("容器的网络命令有哪些？", "虚拟机呢？", "虚拟机的网络命令有哪些？"),
        ("What does the succeed method of ora do?", "And fail?", "What does the fail method of ora do?"),
    ],
)
def test_a_name_takes_the_place_of_a_name_of_its_kind(
    completer: Completer, before: str, question: str, completed: str
) -> None:
    """Of a method, an option, a command, whoever has it; other words take the place of the subject."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("What changed in v4 of rimraf?", "And in v5?", "What changed in v5 of rimraf?"),
        ("What changed in rimraf v4?", "And in v5?", "What changed in rimraf v5?"),
        ("What is new in Python 3.11?", "And in 3.12?", "What is new in Python 3.12?"),
        ("What changed from v3 to v4?", "And to v5?", "What changed from v3 to v5?"),
        ("What happened in 2009 in v4?", "And in 2010?", "What happened in 2010 in v4?"),
        ("rimraf 在 v4 中有什么变化？", "v5 版本呢？", "rimraf 在 v5 中有什么变化？"),
        ("怎么在 Windows 10 上安装 Docker 20.10？", "23.0 呢？", "怎么在 Windows 10 上安装 Docker 23.0？"),
    ],
)
def test_a_version_takes_the_place_of_a_version(
    completer: Completer, before: str, question: str, completed: str
) -> None:
    """The product stays, and so does a year."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("hexo-douban 的 builtin 是什么？", "它默认开启吗？", "hexo-douban 的 builtin默认开启吗？"),
        ("hexo-douban 里的 builtin 是什么？", "默认开启吗？", "hexo-douban 里的 builtin默认开启吗？"),
        ("builtin 是什么？", "它默认开启吗？", "builtin默认开启吗？"),
        ("What is followSymlinks?", "它默认开启吗？", "followSymlinks默认开启吗？"),
        ("ora 的 succeed 方法做什么？", "它返回什么？", "ora 的 succeed 方法返回什么？"),
    ],
)
def test_a_pronoun_stands_for_what_was_defined(
    completer: Completer, before: str, question: str, completed: str
) -> None:
    """Not for what has it, be that the topic of the whole conversation."""
    assert completer.complete(question, ["hexo-douban 是什么？", before]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("支持 pjax 吗？", "swup 吗？", "支持 swup 吗？"),
        ("hexo 支持 pjax 吗？", "那 swup 吗？", "hexo 支持 swup 吗？"),
        ("什么是 swup？", "它吗？", None),
        ("什么是 swup？", "吗？", None),
        ("hexo 支持 pjax 吗？", "Docker 安全吗？", None),
    ],
)
def test_a_name_with_a_particle_is_no_question(
    completer: Completer, before: str, question: str, completed: str | None
) -> None:
    """It asks the yes-no question before of another name, and after another question nothing."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("What are containers?", "Is it safe?", "Are containers safe?"),
        ("What are containers?", "How does it work?", "How do containers work?"),
        ("What are containers?", "Do you know if it is safe?", "Do you know if containers are safe?"),
        ("What are containers?", "Which part of it is safe?", "Which part of containers is safe?"),
        ("What are VMs?", "Isn't it slow?", "Aren't VMs slow?"),
        ("What is Kubernetes?", "Is it safe?", "Is Kubernetes safe?"),
        ("What is Redis?", "Does it scale?", "Does Redis scale?"),
    ],
)
def test_the_verb_agrees_with_what_stands_for_the_pronoun(
    completer: Completer, before: str, question: str, completed: str
) -> None:
    """A name that ends with s is no plural."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("怎么在 Linux 上安装 X？", "那 Windows 呢？", "怎么在 Windows 上安装 X？"),
        ("怎么在 Linux 上安装 X？", "macOS 上呢？", "怎么在 macOS 上安装 X？"),
        ("怎么在 Linux 上安装 X？", "在 macOS 上呢？", "怎么在 macOS 上安装 X？"),
        ("怎么在 Linux 上安装 X？", "怎么卸载？", "X怎么卸载？"),
        ("How do I install X on Linux?", "And on Windows?", "How do I install X on Windows?"),
        ("How do I install X on Linux?", "What about Windows?", "How do I install X on Windows?"),
        ("How do I limit the memory?", "In Compose?", "How do I limit the memory in Compose?"),
        ("如何用 Python 写一个服务？", "Java 呢？", "如何用 Java 写一个服务？"),
    ],
)
def test_a_place_takes_the_place_of_a_place(completer: Completer, before: str, question: str, completed: str) -> None:
    """What is done where is asked again for elsewhere; what it is done to stays the subject."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    ("before", "completed"),
    [
        (["什么是容器？", "怎么开启？"], "容器怎么关闭？"),
        (["什么是容器？", "太贵了吧？"], "容器怎么关闭？"),
        (["什么是容器？", "昂贵吗？"], "容器怎么关闭？"),
        (["什么是容器？", "怎么开启守护模式？"], "守护模式怎么关闭？"),
        (["容器占空间吗？"], "容器怎么关闭？"),
        (["哪家公司发明了量子计算机？"], "量子计算机怎么关闭？"),
        (["昂贵的量子计算机在哪里买？"], "量子计算机怎么关闭？"),
        (["OCI 包含哪些规范？"], "OCI怎么关闭？"),
    ],
)
def test_what_only_says_something_is_no_topic(completer: Completer, before: list[str], completed: str) -> None:
    """Neither a verb, nor an adjective, nor what was asked for; the topic of the last complete question stays."""
    assert completer.complete("怎么关闭？", before) == completed


@pytest.mark.parametrize(
    ("before", "completed"),
    [
        ("How do I enable daemon mode?", "How do I turn daemon mode off?"),
        ("Which platforms support daemon mode?", "How do I turn daemon mode off?"),
        ("Who maintains daemon mode?", "How do I turn daemon mode off?"),
        ("Where is a volume stored?", "How do I turn a volume off?"),
    ],
)
def test_an_english_verb_is_no_topic(completer: Completer, before: str, completed: str) -> None:
    """Known by where it stands."""
    assert completer.complete("How do I turn it off?", [before]) == completed


def test_they_may_be_the_subjects_of_two_questions(completer: Completer) -> None:
    """Where a comparison of "them" follows two questions of one subject each."""
    assert completer.complete("它们有什么区别？", ["什么是容器？", "什么是虚拟机？"]) == "容器和虚拟机有什么区别？"


def test_a_question_of_two_goes_back_to_the_two(completer: Completer) -> None:
    """Over a question about one of them."""
    before = ["绿茶和红茶有什么区别？", "什么是红茶？"]
    assert completer.complete("哪个更省时间？", before) == "绿茶和红茶哪个更省时间？"


@pytest.mark.parametrize(
    "question",
    [
        "怎么安装 Docker？",
        "如何备份数据库？",
        "怎么在 Linux 上安装 Docker？",
        "有哪些操作系统？",
        "谁发明了电话？",
        "什么时候宣布了停战？",
        "什么时候发布 Kubernetes 1.24？",
        "为什么需要容器编排？",
        "支持 GPU 的容器运行时有哪些？",
        "可以在虚拟机里运行容器吗？",
        "是不是所有容器都共享内核？",
        "和平号空间站什么时候坠毁？",
        "和虚拟机相比，容器有什么优点？",
        "同步和异步有什么区别？",
        "怎么登录到服务器？",
        "哪个更好，容器还是虚拟机？",
        "多久更新一次镜像？",
        "难学的编程语言有哪些？",
        "好的电影有哪些？",
        "What are the alternatives to Docker?",
        "How do containers work on Windows?",
        "Versus, what is that word in Latin?",
        "On which systems do containers run?",
        "Thanks for what is Thanksgiving celebrated?",
    ],
)
def test_a_complete_question_with_a_verb_at_its_head_inherits_nothing(completer: Completer, question: str) -> None:
    """It names what does or has something, be it after the verb."""
    assert completer.complete(question, ["什么是守护模式？", "What is a bicycle?"]) is None


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("docker run 的 -p 是什么意思?", "那 -d 呢？", "docker run 的 -d 是什么意思?"),
        ("What is a Type 1 hypervisor?", "And Type 2?", "What is a Type 2 hypervisor?"),
        ("Python 3.11 有什么新功能?", "3.12 呢?", "Python 3.12 有什么新功能?"),
        ("什么是容器?", "虚拟机呢?", "什么是虚拟机?"),
        ("北京的人口有多少?", "上海呢?", "上海的人口有多少?"),
        ("How much memory does a VM use?", "and a container?", "How much memory does a container use?"),
        ("How do I install Docker?", "And on Windows?", "How do I install Docker on Windows?"),
        ("Docker 是谁开发的?", "什么时候?", "Docker 是什么时候开发的?"),
        ("什么是一型 Hypervisor?", "二型呢？", "什么是二型 Hypervisor?"),
        ("第一代控制组何时出现?", "第二代呢?", "第二代控制组何时出现?"),
    ],
)
def test_a_fragment_takes_the_place_of_its_like(
    completer: Completer, before: str, question: str, completed: str
) -> None:
    """A flag replaces a flag, a number a number, a subject the subject, an asking word the asking word."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    ("before", "completed"),
    [
        ("容器启动快吗?", "为什么容器启动快？"),
        ("虚拟机启动要多久？", "为什么虚拟机启动要那么多时间？"),
        ("Docker 是哪年发布的？", "为什么Docker 是那时候发布的？"),
        ("谁写了茶经？", "为什么茶经？"),
        ("绿茶和红茶在香气方面有什么区别？", "为什么绿茶和红茶在香气方面有区别？"),
        ("Is Docker free?", "为什么is Docker free？"),
    ],
)
def test_a_bare_why_asks_about_the_fact(completer: Completer, before: str, completed: str) -> None:
    """What asked for the fact gives way to what stands for it; where that cannot be, the subject is left."""
    assert completer.complete("为什么？", [before]) == completed


@pytest.mark.parametrize(
    ("before", "completed"),
    [
        ("How long does a virtual machine take to start?", "Why does a virtual machine take that long to start?"),
        ("How many gears does a bicycle have?", "Why does a bicycle have that many gears?"),
        ("How big is an image?", "Why is an image that big?"),
        ("When was the museum opened?", "Why was the museum opened then?"),
        ("In which year was Docker released?", "Why was Docker released then?"),
        ("Where is the museum?", "Why is the museum there?"),
        ("Do containers share the kernel?", "Why do containers share the kernel?"),
        ("What is a container?", "Why a container?"),
        ("What is the difference between tea and coffee in price?", "Why do tea and coffee differ in price?"),
        ("Compare tea and coffee", "Why do tea and coffee differ?"),
        ("Who invented the derailleur?", "Why the derailleur?"),
    ],
)
def test_an_english_why_is_a_sentence(completer: Completer, before: str, completed: str) -> None:
    """There are never two words that ask."""
    assert completer.complete("Why?", [before]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("Compare A1 and B2", "in terms of caffeine", "What is the difference between A1 and B2 in caffeine?"),
        ("Compare A1 and B2", "And with regard to the price?", "What is the difference between A1 and B2 in price?"),
        ("What are the pros of gas lamps?", "in terms of safety?", "What are the pros of gas lamps for safety?"),
        ("绿茶和红茶有什么区别？", "香气方面呢？", "绿茶和红茶在香气方面有什么区别？"),
        ("绿茶和红茶有什么区别？", "从成本来看呢？", "绿茶和红茶在成本方面有什么区别？"),
        ("绿茶和红茶在香气方面有什么区别？", "性能方面", "绿茶和红茶在性能方面有什么区别？"),
        ("绿茶有哪些优点？", "从价格的角度来说", "在价格方面，绿茶有哪些优点？"),
    ],
)  # fmt: skip
def test_a_question_is_limited_to_a_property(completer: Completer, before: str, question: str, completed: str) -> None:
    """A comparison is made by that property, whatever it is; another question is asked as far as it is about it."""
    assert completer.complete(question, [before]) == completed


@pytest.mark.parametrize(
    "question",
    [
        "Which port does the server use after it starts?",
        "What did the company cite as the reasons it closed the plant?",
        "Before it starts, what does the server need?",
        "Who announced she would step down?",
        "Why did the painter feel she had failed?",
        "What gave its name to the old harbour?",
        "What limits the friction between a wheel and the ground it is on?",
        "What is a term that means constant temperature?",
        "What type of city has Oslo been for as long as it's been a city?",
        "What does this type of lamp cost?",
        "在安全方面，容器有哪些风险？",
        "那须高原在哪里？",
        "土耳其的首都是哪里？",
        "学校要求它的教师达到什么要求？",
        "画家的父亲送他去学什么？",
    ],
)
def test_a_pronoun_may_stand_for_a_word_of_its_own_question(completer: Completer, question: str) -> None:
    """Then nothing is inherited; nor where the letters of a pronoun are part of another word."""
    assert completer.complete(question, ["What is Docker?"]) is None
    assert completer.complete(question, ["绿茶和红茶有什么区别？"]) is None


@pytest.mark.parametrize(
    "question",
    [
        "什么是虚拟机?", "那虚拟机怎么启动?", "其他虚拟化技术有哪些?", "什么是隔离性?", "如何配置网络?",
        "What is Kubernetes and why is it popular?", "How does a hypervisor isolate its guests?",
        "Is it possible to run Windows in a container?", "And what is a virtual machine?",
        "What are the two types of hypervisors?", "Name the two modes of Docker networks.",
    ],
)  # fmt: skip
def test_a_complete_question_inherits_nothing(completer: Completer, question: str) -> None:
    """What can be answered by itself is asked as it stands, whatever was asked before."""
    assert completer.complete(question, ["容器和 Docker 有什么区别?", "What is Docker?"]) is None


def test_the_first_question_is_never_completed(completer: Completer) -> None:
    """Without a turn before there is nothing to complete from."""
    assert completer.complete("它有哪些特点?", []) is None


def test_a_subject_is_found_further_back(completer: Completer) -> None:
    """A chain of follow-ups keeps its subject."""
    first = completer.complete("有哪些优点?", ["什么是容器?"])
    assert first is not None
    assert completer.complete("缺点呢?", ["什么是容器?", first]) == "容器有哪些缺点？"


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("假期一般多长？", "最短呢？", "假期最短多长？"),
        ("包裹通常几天送到？", "最快呢？", "包裹最快几天送到？"),
        ("图书馆几点关门？", "周末呢？", "周末，图书馆几点关门？"),
        ("怎么清洗滤网？", "那清洗水箱呢？", "怎么清洗水箱？"),
        ("水泵怎么更换滤网？", "那更换密封圈呢？", "水泵怎么更换密封圈？"),
        ("How do I configure limit-rate?", "And limit-size?", "How do I configure limit-size?"),
        ("How many buckets are in the shed?", "and ladders?", "How many ladders are in the shed?"),
    ],
)
def test_what_is_replaced_is_of_one_sort(completer: Completer, before: str, question: str, completed: str) -> None:
    """A measure for a measure, what is done to something for the same done to something else, a count for a count; a
    time is put before.
    """
    assert completer.complete(question, [before]) == completed
