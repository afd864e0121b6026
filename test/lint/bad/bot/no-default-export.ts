const bad = 1;
export default bad;
