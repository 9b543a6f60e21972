package world

import "ieum/internal/catalog"

const (
	elementary = "e1,e2,e3,e4,e5,e6"
	elemUpper  = "e4,e5,e6"
	middle     = "m1,m2,m3"
	high       = "h1,h2,h3"
	highLower  = "h1,h2"
)

// pajuProjects are the twenty-five of 2026: how many they are and their four
// groups are published, their names are not.
var pajuProjects = []pajuProject{
	// 고교-대학 연계 인재양성
	{
		"campus-bio", groupTalent, Paju, forCredit, "future", highLower, catalog.Science,
		text{"대학 실험실에서 만나는 생명과학", "Life Science in a University Laboratory"},
		text{"고등학생이 대학 실험실에서 현미경과 유전자 실험을 직접 해 봅니다.", "High-school students work with microscopes and genes in a university laboratory."},
		text{"실험 안전\n유전자 관찰\n보고서 쓰기", "Safety\nObserving genes\nWriting a report"},
		run{base: "2026-05-09", days: "토", times: 8, from: 930, to: 1230, place: "협력 대학 생명과학실험실", teacher: "차윤슬", seats: 24},
	},
	{
		"campus-ai", groupTalent, Paju, forCredit, "future", highLower, catalog.Digital,
		text{"고교생 인공지능 연구 첫걸음", "First Steps in AI Research"},
		text{"데이터를 모으고 작은 모델을 만들어 보는 학점인정형 과목입니다.", "A course for credit: gathering data and making a small model."},
		text{"데이터 모으기\n모델 만들기\n결과 설명하기", "Gathering data\nMaking a model\nExplaining results"},
		run{base: "2026-04-04", days: "토", times: 10, from: 1300, to: 1600, place: "운정 공유캠퍼스", teacher: "변준호", seats: 24},
	},
	{
		"campus-media", groupTalent, PajuEdu, forCredit, "career", high, catalog.Culture,
		text{"출판도시에서 배우는 미디어와 편집", "Media and Editing in the Book City"},
		text{"책과 영상을 만드는 사람들에게 기획과 편집을 배웁니다.", "Planning and editing, from people who make books and films."},
		text{"기획\n편집\n발표", "Planning\nEditing\nPresenting"},
		run{base: "2026-04-11", days: "토", times: 8, from: 1000, to: 1300, place: "교하 공유캠퍼스", teacher: "지소담", seats: 20},
	},
	{
		"campus-economy", groupTalent, PajuEdu, forCredit, "career", high, catalog.Startup,
		text{"청소년 경제 세미나", "An Economics Seminar for Young People"},
		text{"대학 세미나처럼 읽고 토론하며 시장과 정책을 이해합니다.", "Reading and debating markets and policy as in a university seminar."},
		text{"시장 읽기\n정책 토론\n짧은 논문", "Reading markets\nDebating policy\nA short paper"},
		run{base: "2026-05-16", days: "토", times: 8, from: 930, to: 1230, place: "금촌 공유캠퍼스", teacher: "황보준", seats: 24},
	},
	{
		"campus-robot", groupTalent, Paju, forRegion, "future", high, catalog.Science,
		text{"로봇공학 프로젝트 스쿨", "Robotics Project School"},
		text{"팀을 이루어 설계부터 조립까지 로봇 한 대를 완성합니다.", "Teams finish one robot, from design to assembly."},
		text{"설계\n제어\n시연", "Design\nControl\nDemonstration"},
		run{base: "2026-07-25", days: "월화수목금", times: 10, from: 1000, to: 1500, place: "운정 공유캠퍼스", teacher: "탁성민", seats: 20},
	},
	{
		"campus-peace", groupTalent, PajuEdu, forRegion, "future", high, catalog.Citizenship,
		text{"접경지역에서 배우는 평화와 국제관계", "Peace and International Relations from the Border"},
		text{"대학 연구자와 함께 평화와 외교를 현장에서 배웁니다.", "Peace and diplomacy in the field, with university researchers."},
		text{"현장 답사\n모의 협상\n정책 제안", "A field trip\nA mock negotiation\nA policy proposal"},
		run{base: "2026-09-05", days: "토", times: 6, from: 930, to: 1230, place: "문산 평화배움터", teacher: "선우정희", seats: 30},
	},

	// 학생 맞춤형 진로·진학 교육
	{
		"path-one-on-one", groupCareer, PajuEdu, forRegion, "career", high, catalog.Guidance,
		text{"한 사람을 위한 진로·진학 상담", "Career and College Advice, One to One"},
		text{"상담 교사와 일대일로 과목 선택과 진학 계획을 세웁니다.", "A plan for subjects and college, one to one."},
		text{"강점 찾기\n과목 선택\n계획 세우기", "Finding strengths\nChoosing subjects\nMaking a plan"},
		run{base: "2026-04-06", days: "월화수목금", times: 40, from: 1630, to: 1830, place: "파주 진로상담실", teacher: "고은주", seats: 200},
	},
	{
		"path-interview", groupCareer, PajuEdu, forSchools, "career", "h3", catalog.Guidance,
		text{"고3 면접 연습과 자기소개", "Interview Practice for Seniors"},
		text{"학교로 찾아가 모의 면접을 하고 한 사람씩 도움말을 전합니다.", "Mock interviews at school, with advice for each student."},
		text{"말하기 연습\n모의 면접\n도움말", "Speaking\nMock interview\nAdvice"},
		run{base: "2026-09-14", days: "월수", times: 8, from: 1630, to: 1830, place: "신청 학교", teacher: "권영자", seats: 120},
	},
	{
		"path-job-day", groupCareer, Paju, forSchools, "career", middle, catalog.Career,
		text{"직업인과 만나는 하루", "A Day with People at Work"},
		text{"지역의 직업인이 교실로 찾아가 하루 일을 들려줍니다.", "People of the community tell classes about their work."},
		text{"직업 이야기\n질문 만들기\n돌아보기", "Stories of work\nMaking questions\nLooking back"},
		run{base: "2026-05-13", days: "수", times: 12, from: 900, to: 1200, place: "신청 학교", teacher: "마을 직업인", seats: 600},
	},
	{
		"path-writing", groupCareer, PajuEdu, forRegion, "basics", middle, catalog.Literacy,
		text{"생각이 자라는 글쓰기 교실", "Writing That Makes Thinking Grow"},
		text{"읽고 요약하고 쓰는 힘을 작은 모둠에서 차근차근 기릅니다.", "Reading, summing up and writing, step by step in small groups."},
		text{"읽기\n요약\n고쳐 쓰기", "Reading\nSumming up\nRevising"},
		run{base: "2026-04-08", days: "수", times: 12, from: 1600, to: 1800, place: "금촌 공유캠퍼스", teacher: "민나연", seats: 20},
	},
	{
		"path-math", groupCareer, PajuEdu, forSchools, "basics", elemUpper, catalog.Science,
		text{"수학이 편해지는 두 번째 설명", "A Second Explanation That Makes Maths Easy"},
		text{"막힌 곳을 찾아 다시 설명하는 기초학력 모둠 수업입니다.", "Small groups that find where one is stuck and explain again."},
		text{"막힌 곳 찾기\n그림으로 이해하기\n스스로 설명하기", "Finding the gap\nUnderstanding by drawing\nExplaining it oneself"},
		run{base: "2026-04-07", days: "화목", times: 20, from: 1500, to: 1620, place: "신청 학교", teacher: "표지훈", seats: 80},
	},
	{
		"path-vocational", groupCareer, Paju, forRegion, "career", high, catalog.Career,
		text{"기술로 여는 나의 진로", "My Path through a Craft"},
		text{"제과, 목공, 자동차 정비를 일터에서 직접 해 봅니다.", "Baking, carpentry and car repair, tried at the workplace."},
		text{"일터 안전\n기술 체험\n진로 설계", "Safety at work\nTrying a craft\nPlanning"},
		run{base: "2026-08-03", days: "월화수목금", times: 5, from: 1000, to: 1600, place: "파주 지역 일터", teacher: "국상훈", seats: 40},
	},
	{
		"path-parents", groupCareer, PajuEdu, forRegion, "career", "m3,h1", catalog.Guidance,
		text{"학부모와 함께 듣는 고교학점제 이야기", "The Credit System of High School, with Parents"},
		text{"학생과 보호자가 함께 과목 선택과 학점제를 이해합니다.", "Students and guardians learn how subjects and credits work."},
		text{"학점제 이해\n과목 지도 읽기\n질문과 답", "How credits work\nReading the map of subjects\nQuestions"},
		run{base: "2026-06-17", days: "수", times: 4, from: 1900, to: 2100, place: "파주교육지원청 대강당", teacher: "함정호", seats: 300},
	},

	// 중학생 창의적 체험활동 지원
	{
		"create-drama", groupCreative, Paju, forSchools, "future", middle, catalog.Culture,
		text{"우리 반이 만드는 연극", "A Play Made by Our Class"},
		text{"한 반이 대본부터 무대까지 함께 만들어 올립니다.", "A class makes a play, from script to stage."},
		text{"이야기 만들기\n연습\n공연", "Making a story\nRehearsing\nPerforming"},
		run{base: "2026-04-15", days: "수", times: 12, from: 1330, to: 1530, place: "신청 학교", teacher: "방하늘", seats: 300},
	},
	{
		"create-sports", groupCreative, Paju, forSchools, "future", middle, catalog.Health,
		text{"처음 해 보는 스포츠 주간", "A Week of Sports Never Tried Before"},
		text{"플라잉디스크, 스포츠클라이밍처럼 새로운 종목을 겪어 봅니다.", "Flying disc, climbing and other new sports."},
		text{"안전 수칙\n종목 체험\n작은 대회", "Safety\nTrying sports\nA small contest"},
		run{base: "2026-05-18", days: "월화수목금", times: 5, from: 1330, to: 1530, place: "신청 학교 체육관", teacher: "피건우", seats: 400},
	},
	{
		"create-maker", groupCreative, PajuEdu, forSchools, "future", middle, catalog.Science,
		text{"찾아가는 메이커 버스", "The Maker Bus"},
		text{"공구와 3D 프린터를 실은 버스가 학교로 찾아갑니다.", "A bus with tools and 3D printers comes to school."},
		text{"생각 그리기\n만들기\n고치기", "Sketching\nMaking\nMending"},
		run{base: "2026-04-20", days: "월", times: 15, from: 900, to: 1200, place: "신청 학교", teacher: "우솔", seats: 450},
	},
	{
		"create-river", groupCreative, Paju, forSchools, "future", middle, catalog.Environment,
		text{"임진강 생태 탐사대", "Ecology Expedition on the Imjin"},
		text{"강과 논에서 철새와 물속 생물을 관찰하고 기록합니다.", "Watching and recording birds and water life by river and paddy."},
		text{"관찰 기록\n수질 재기\n발표", "Field notes\nMeasuring water\nPresenting"},
		run{base: "2026-10-14", days: "수", times: 6, from: 900, to: 1230, place: "임진강 생태배움터", teacher: "하바다", seats: 180},
	},
	{
		"create-code-art", groupCreative, PajuEdu, forRegion, "future", middle, catalog.Digital,
		text{"코드로 그리는 미술관", "A Gallery Drawn with Code"},
		text{"짧은 코드로 움직이는 그림을 만들어 전시합니다.", "Moving pictures made with short code, and shown."},
		text{"도형 그리기\n움직임\n전시", "Shapes\nMotion\nExhibition"},
		run{base: "2026-09-12", days: "토", times: 8, from: 1000, to: 1200, place: "운정 공유캠퍼스", teacher: "나로운", seats: 20},
	},
	{
		"create-safety", groupCreative, Paju, forSchools, "basics", middle, catalog.Safety,
		text{"내 몸과 이웃을 지키는 안전 체험", "Safety for Myself and My Neighbours"},
		text{"심폐소생술과 재난 대피를 몸으로 익힙니다.", "Resuscitation and evacuation, learnt by doing."},
		text{"심폐소생술\n대피\n신고", "Resuscitation\nEvacuation\nCalling for help"},
		run{base: "2026-06-09", days: "화", times: 10, from: 900, to: 1200, place: "신청 학교", teacher: "감도윤", seats: 500},
	},

	// 학교-지역 연계 교육과정
	{
		"town-history", groupCurriculum, Paju, forSchools, "future", elemUpper, catalog.Humanities,
		text{"파주 옛길 마을 교과서", "A Village Textbook of Old Paju"},
		text{"마을 해설사와 옛길을 걸으며 우리 고장을 배웁니다.", "Walking old roads with village guides to learn about home."},
		text{"옛길 걷기\n이야기 모으기\n지도 만들기", "Walking\nCollecting stories\nMaking a map"},
		run{base: "2026-04-16", days: "목", times: 14, from: 930, to: 1200, place: "파주 옛길 일대", teacher: "원보람", seats: 420},
	},
	{
		"town-farm", groupCurriculum, Paju, forSchools, "future", elementary, catalog.Environment,
		text{"한 해 농사 교실", "A Year on the Farm"},
		text{"모내기부터 벼 베기까지 한 해 농사를 함께합니다.", "From planting to harvest, a year with a farm."},
		text{"모내기\n돌보기\n벼 베기와 떡 만들기", "Planting\nTending\nHarvest and rice cakes"},
		run{base: "2026-05-21", days: "목", every: 4, times: 6, from: 930, to: 1200, place: "탄현면 마을논", teacher: "천덕수", seats: 300},
	},
	{
		"town-reading", groupCurriculum, PajuEdu, forSchools, "basics", elementary, catalog.Literacy,
		text{"그림책 작가와 읽는 온책", "Whole Books with Picture-Book Makers"},
		text{"한 학기에 책 한 권을 끝까지 읽고 작가를 만납니다.", "One whole book a term, and a meeting with its maker."},
		text{"함께 읽기\n이야기 나누기\n작가 만나기", "Reading together\nTalking\nMeeting the maker"},
		run{base: "2026-04-10", days: "금", times: 12, from: 900, to: 1040, place: "신청 학교 도서관", teacher: "추새봄", seats: 360},
	},
	{
		"town-arts", groupCurriculum, Paju, forRegion, "future", elemUpper, catalog.Culture,
		text{"마을 예술가의 작업실", "The Village Artist's Studio"},
		text{"도예, 판화, 국악 작업실에서 예술가와 함께 만듭니다.", "Making with artists in studios of pottery, prints and Korean music."},
		text{"재료 만나기\n만들기\n작은 전시", "Meeting materials\nMaking\nA small show"},
		run{base: "2026-09-19", days: "토", times: 6, from: 1000, to: 1200, place: "탄현면 예술작업실", teacher: "봉아라", seats: 24},
	},
	{
		"town-language", groupCurriculum, PajuEdu, forRegion, "basics", elementary, catalog.Language,
		text{"여러 나라 말과 문화 이음 교실", "Languages and Cultures of Our Neighbours"},
		text{"다문화 가정 학생과 친구들이 서로의 말과 문화를 배웁니다.", "Children of many backgrounds learn each other's words and ways."},
		text{"인사와 노래\n놀이\n음식 이야기", "Greetings and songs\nGames\nFood"},
		run{base: "2026-04-18", days: "토", times: 10, from: 1000, to: 1200, place: "금촌 공유캠퍼스", teacher: "염하은", seats: 30},
	},
	{
		"town-citizens", groupCurriculum, PajuEdu, forSchools, "future", middle, catalog.Citizenship,
		text{"학생이 제안하는 우리 마을 조례", "Ordinances Proposed by Students"},
		text{"마을의 문제를 조사하고 조례안으로 써서 제안합니다.", "Studying a local problem and writing an ordinance."},
		text{"문제 찾기\n조사\n제안서 쓰기", "Finding a problem\nResearch\nWriting the proposal"},
		run{base: "2026-09-08", days: "화", times: 8, from: 1330, to: 1530, place: "신청 학교", teacher: "제갈민지", seats: 200},
	},
}
