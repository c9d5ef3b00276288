//! Traditional characters for those who type them: each with its simplified form, as far as a book uses that.
//!
//! Characters with one plain counterpart, those that a county's plan is likely to be asked for. Source: the general table of
//! simplified characters (通用规范汉字表, 2013).

use std::collections::BTreeSet;

/// A traditional character and its simplified form, one after another.
const PAIRS: &str = "國国區区縣县鄉乡鎮镇東东蒙蒙陽阳內内門门黃黄龍龙華华馬马鳥鸟魚鱼車车長长風风\
    雲云電电氣气熱热濕湿溫温濟济灣湾溝沟潔洁淨净滅灭漲涨漁渔滲渗漸渐澤泽濱滨瀕濒灘滩灑洒淺浅減减渾浑潰溃澗涧瀝沥\
    濾滤瀉泻濁浊測测滯滞潛潜潤润瀾澜沖冲決决況况凍冻涼凉準准湊凑\
    環环資资源源態态護护復复規规劃划體体態态產产業业農农牧牧場场礦矿廠厂區区綠绿態态濕湿樹树林林種种植植\
    壩坝壓压壞坏墾垦墳坟壯壮壇坛塵尘墊垫堅坚報报執执塊块埡垭堯尧\
    營营與与兩两個个們们來来為为開开關关對对時时從从進进過过還还這这裡里後后會会實实現现無无點点動动發发當当\
    應应樣样將将學学說说問问題题間间數数據据圖图表表層层積积總总量量級级類类別别項项目目標标準准單单價价值值\
    產产額额費费資资財财貨货購购銷销貿贸賬账貸贷債债賦赋賞赏質质責责貴贵賢贤賴赖贏赢\
    經经濟济統统計计劃划結结構构網网絡络線线紅红黃黄組组織织續续維维緩缓編编緊紧練练縮缩繞绕繼继純纯納纳級级紀纪約约細细終终給给絕绝綜综緣缘縱纵績绩紛纷紡纺\
    調调查查評评估估設设施施論论證证議议記记錄录認认識识讀读課课誤误該该語语請请諮咨訊讯許许詳详試试詢询訂订訪访討讨訓训診诊註注證证譯译護护變变\
    險险災灾難难防防治治隊队際际陸陆陰阴階阶隱隐陳陈陝陕\
    態态勢势勞劳務务勵励勝胜動动辦办協协歷历厲厉廣广慶庆庫库應应廳厅廢废廟庙\
    態态懷怀憂忧憑凭懸悬戀恋恆恒惡恶愛爱慮虑慣惯態态\
    戰战戶户擴扩擾扰擬拟擇择擔担據据損损換换揮挥搶抢攜携攝摄擁拥擋挡擠挤擺摆攔拦撫抚撥拨掃扫採采掛挂\
    敵敌斷断舊旧晝昼曉晓曆历曬晒書书條条極极樓楼橋桥樁桩機机權权欄栏檢检楊杨棟栋棄弃榮荣構构槍枪標标樂乐\
    歡欢歲岁歸归殘残毀毁殺杀氈毡漢汉滿满\
    災灾煙烟燒烧爐炉爛烂爭争牆墙狀状獨独獲获獎奖獸兽\
    畫画異异畝亩疊叠療疗瘡疮盡尽監监盤盘盜盗\
    確确碩硕磚砖礎础礙碍禮礼禍祸禦御種种稱称穀谷穩稳穫获窪洼窮穷竄窜競竞\
    節节範范築筑簡简籃篮籌筹籤签糧粮糾纠\
    聯联聲声聽听職职聖圣肅肃腳脚腸肠膚肤臨临舉举艦舰藝艺艱艰蘭兰薩萨蓋盖蒼苍蘇苏藍蓝藥药葉叶萬万蕭萧薦荐\
    處处虛虚號号蟲虫術术衛卫衝冲補补裝装製制複复襲袭\
    見见規规視视親亲覽览覺觉觀观觸触\
    貓猫負负貢贡貧贫販贩貫贯賓宾賽赛趕赶趨趋跡迹踐践躍跃軌轨軍军軟软較较載载輔辅輕轻輛辆輪轮輯辑輸输轄辖轉转轟轰\
    農农邊边遷迁遠远遲迟適适選选遺遗達达違违連连運运遞递遙遥鄰邻鄭郑郵邮醫医醜丑釋释\
    針针鈣钙鈉钠鋼钢鐵铁銅铜鋁铝鉛铅鋅锌錳锰鎂镁鈾铀銀银鍋锅鍵键鏈链錯错鑒鉴鑽钻錦锦鎖锁鏡镜鐘钟\
    閃闪閉闭閒闲閘闸閣阁閱阅闊阔闢辟\
    隨随雖虽雙双雜杂離离雞鸡霧雾靜静響响頁页頂顶頃顷順顺須须預预領领頭头頻频顆颗題题額额顏颜願愿顧顾顯显類类\
    飛飞飢饥飯饭飲饮飼饲飽饱養养館馆餘余駐驻駕驾駝驼驅驱驗验驚惊驛驿騎骑騰腾驟骤\
    鬆松鬥斗鹼碱鹽盐鹹咸麗丽麥麦麵面黨党齊齐齒齿龜龟壽寿夠够奪夺奮奋婦妇媽妈孫孙寧宁寬宽審审寫写寶宝專专尋寻導导屆届屬属岡冈島岛嶺岭巖岩崗岗\
    師师帳帐帶带幣币幫帮幹干幾几彈弹強强彎弯徑径徵征徹彻憲宪億亿倉仓側侧偉伟傑杰傳传傷伤僅仅價价儀仪優优償偿儲储兒儿冊册剛刚創创剝剥劇剧劉刘\
    勻匀匯汇匱匮卻却參参叢丛員员啟启喬乔嚴严囑嘱圍围園园圓圆團团執执堿碱場场塗涂夾夹奧奥姦奸\
    層层殼壳毀毁氣气決决沒没滬沪滾滚漿浆瀋沈爾尔牽牵犧牺猶犹獅狮瑪玛瑣琐甌瓯畢毕痺痹發发皺皱盧卢眾众矚瞩砲炮祕秘稅税竝并笨笨筆笔糞粪紙纸紮扎絲丝綱纲緯纬縣县繁繁繩绳繪绘罰罚罷罢羅罗義义習习聚聚聰聪腦脑臟脏臺台艙舱莊庄莖茎蓄蓄蔭荫薑姜蘆芦蘊蕴蘿萝虧亏蝕蚀蠶蚕衆众裏里褲裤訴诉誌志謀谋謂谓謝谢謹谨譜谱豐丰豬猪貝贝賀贺賠赔賣卖贊赞趙赵跡迹邏逻郷乡鄧邓醬酱釀酿釣钓鉀钾鍊炼鑄铸閻阎闡阐陣阵隴陇頑顽頒颁頓顿頗颇飾饰餐餐餓饿驕骄骯肮髮发鬧闹鮮鲜鴨鸭鵝鹅鷹鹰鹿鹿";

/// Those whose simplified form is among the characters, as the table has them.
pub(super) fn known(characters: &BTreeSet<char>) -> String {
    let (mut known, mut seen) = (String::new(), BTreeSet::new());
    let mut all = PAIRS.chars().filter(|character| !character.is_whitespace());
    while let (Some(traditional), Some(simplified)) = (all.next(), all.next()) {
        if traditional != simplified && characters.contains(&simplified) && seen.insert(traditional) {
            known.extend([traditional, simplified]);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_of_pairs_and_no_character_has_two_forms() {
        let all: Vec<char> = PAIRS.chars().collect();
        assert_eq!(all.len() % 2, 0);
        let mut forms = std::collections::BTreeMap::new();
        for pair in all.chunks(2) {
            let before = forms.insert(pair[0], pair[1]);
            assert!(before.is_none_or(|before| before == pair[1]), "{pair:?}");
            assert!(pair.iter().all(|character| crate::locale::is_han(*character)), "{pair:?}");
        }
        // What is simplified already is no traditional form of another character.
        let simple: BTreeSet<char> = all.chunks(2).filter(|pair| pair[0] != pair[1]).map(|pair| pair[1]).collect();
        assert!(all.chunks(2).filter(|pair| pair[0] != pair[1]).all(|pair| !simple.contains(&pair[0])));
    }

    #[test]
    fn only_what_the_book_uses_is_told() {
        assert_eq!(known(&BTreeSet::from(['国', '水'])), "國国");
    }
}
