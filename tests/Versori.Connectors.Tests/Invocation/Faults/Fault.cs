namespace Versori.Connectors.Tests.Invocation.Faults;

/// <summary>What a server does wrong: the bytes that it sends, and what follows them.</summary>
/// <param name="Bytes">The bytes, in Latin-1.</param>
/// <param name="Ending">What follows.</param>
/// <param name="MayReturn">Whether callers may get the response, rather than an error.</param>
public sealed record Fault(string Bytes, FaultEnding Ending = FaultEnding.Close, bool MayReturn = false)
{
    /// <summary>Whether the server asks for a pause that is longer than a test.</summary>
    public bool PausesCalls => Bytes.Contains("Retry-After: 3600", StringComparison.Ordinal);

    /// <summary>Whether the server redirects.</summary>
    public bool Redirects => Bytes.Contains("HTTP/1.1 302", StringComparison.Ordinal);

    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Json = "Content-Type: application/json\r\n";

    /// <summary>The faults by name.</summary>
    public static IReadOnlyDictionary<string, Fault> All { get; } = new Dictionary<string, Fault>
    {
        ["sends nothing and stalls"] = new("", FaultEnding.Stall),
        ["stalls within the status line"] = new("HTTP/1.1 20", FaultEnding.Stall),
        ["stalls within the headers"] = new($"{Ok}{Json}Content-Le", FaultEnding.Stall),
        ["stalls after the headers"] = new($"{Ok}{Json}Content-Length: 15\r\n\r\n", FaultEnding.Stall),
        ["stalls within the content"] = new($"{Ok}{Json}Content-Length: 15\r\n\r\n{{\"items\"", FaultEnding.Stall),
        ["stalls within a chunk"] = new($"{Ok}{Json}Transfer-Encoding: chunked\r\n\r\nF\r\n{{\"ite", FaultEnding.Stall),
        ["stalls after an interim response"] = new("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", FaultEnding.Stall),
        ["stalls after a 503"] = new("HTTP/1.1 503 Busy\r\nContent-Length: 10\r\n\r\n", FaultEnding.Stall),
        ["closes at once"] = new(""),
        ["resets at once"] = new("", FaultEnding.Reset),
        ["closes within the headers"] = new($"{Ok}{Json}Content-Le"),
        ["closes within the content"] = new($"{Ok}{Json}Content-Length: 15\r\n\r\n{{\"items\""),
        ["resets within the content"] = new($"{Ok}{Json}Content-Length: 15\r\n\r\n{{\"items\"", FaultEnding.Reset),
        ["closes within a chunk"] = new($"{Ok}{Json}Transfer-Encoding: chunked\r\n\r\nF\r\n{{\"ite"),
        ["has a wrong chunk size"] = new($"{Ok}{Json}Transfer-Encoding: chunked\r\n\r\nXYZ\r\n{{}}\r\n"),
        ["states too short a length"] = new($"{Ok}{Json}Content-Length: 9\r\n\r\n{{\"items\":[1,2]}}", MayReturn: true),
        ["states too long a length"] = new($"{Ok}{Json}Content-Length: 99\r\n\r\n{{\"items\":[1,2]}}"),
        ["states two lengths"] = new(
            $"{Ok}{Json}Content-Length: 5\r\nContent-Length: 9\r\n\r\n{{\"items\":[1,2]}}", MayReturn: true),
        ["states a negative length"] = new($"{Ok}{Json}Content-Length: -5\r\n\r\n{{\"items\":[1,2]}}", MayReturn: true),
        ["is no HTTP"] = new("SSH-2.0-OpenSSH_9.2\r\n\r\n"),
        ["has an endless header"] = new($"{Ok}X-Long: {new string('a', 200_000)}\r\n\r\n"),
        ["is no gzip"] = new($"{Ok}{Json}Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope", MayReturn: true),
        ["sends HTML"] = new(
            $"{Ok}Content-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", FaultEnding.Continue, true),
        ["sends half of a document"] = new(
            $"{Ok}{Json}Content-Length: 9\r\n\r\n{{\"items\":", FaultEnding.Continue, true),
        ["sends another shape"] = new($"{Ok}{Json}Content-Length: 4\r\n\r\n\"no\"", FaultEnding.Continue, true),
        ["sends nothing as 200"] = new($"{Ok}Content-Length: 0\r\n\r\n", FaultEnding.Continue, true),
        ["sends invalid UTF-8"] = new(
            $"{Ok}{Json}Content-Length: 4\r\n\r\n\"\u00ff\u00fe\"", FaultEnding.Continue, true),
        ["sends an unknown charset"] = new(
            $"{Ok}Content-Type: application/json; charset=x-none\r\nContent-Length: 4\r\n\r\n\"no\"",
            FaultEnding.Continue,
            true),
        ["redirects in circles"] = new(
            "HTTP/1.1 302 Found\r\nLocation: /call\r\nContent-Length: 0\r\n\r\n", FaultEnding.Continue),
        ["redirects to nowhere"] = new("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", FaultEnding.Continue),
        ["redirects to no URL"] = new(
            "HTTP/1.1 302 Found\r\nLocation: http://[::bad\r\nContent-Length: 0\r\n\r\n", FaultEnding.Continue),
        ["storms with 429"] = new(
            "HTTP/1.1 429 Too Many\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n", FaultEnding.Continue),
        ["storms with 429 for an hour"] = new(
            "HTTP/1.1 429 Too Many\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n", FaultEnding.Continue),
        ["storms with 503"] = new(
            "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n", FaultEnding.Continue),
        ["has an unknown status"] = new("HTTP/1.1 799 What\r\nContent-Length: 0\r\n\r\n", FaultEnding.Continue),
        ["switches protocols unasked"] = new("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", MayReturn: true),
    };
}
