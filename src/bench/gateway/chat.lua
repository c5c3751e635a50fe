-- What wrk sends: the file that its first argument names.
function init(words)
    text = io.open(words[1]):read("*a")
end

function request()
    return text
end
