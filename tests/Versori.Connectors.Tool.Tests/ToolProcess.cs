using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Tool.Tests;

/// <summary>The tool as a process, in a folder of its own.</summary>
public sealed class ToolProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string[] Command =
        IgnoresInterrupts() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];

    public ToolProcess() => Folder = Directory.CreateTempSubdirectory("versori-tool-").FullName;

    /// <summary>The assembly, which is built with the tests.</summary>
    public static string Assembly { get; } = FindAssembly();

    /// <summary>The root of the repository.</summary>
    public static string Repository => Path.GetFullPath(Path.Combine(Assembly, "../../../../../.."));

    /// <summary>The working directory.</summary>
    public string Folder { get; }

    /// <summary>Environment variables of the process.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
        return file;
    }

    public string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>The names of all files, hidden ones too.</summary>
    public IReadOnlyList<string> Files =>
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public Task<ToolResult> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    public async Task<ToolResult> RunAsync(string? input, string[] arguments)
    {
        using var process = Start(arguments);
        var results = ReadAsync(process);
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await results;
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Command[0], [.. Command[1..], Assembly, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a process.</summary>
    public static async Task<ToolResult> ReadAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return new(process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // A shell without job control ignores SIGINT in what it starts in the background, and all descendants inherit that
    // (POSIX XCU §2.11). The tests that interrupt the tool would then wait for its end.
    private static bool IgnoresInterrupts()
    {
        const string Name = "SigIgn:";
        const long Interrupt = 1 << 1;
        if (!OperatingSystem.IsLinux()) return false;
        var text = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Name, StringComparison.Ordinal));
        var ignored = long.Parse(text.AsSpan(Name.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (ignored & Interrupt) != 0;
    }

    // tests/NAME/bin/CONFIGURATION/net10.0 of the same tree.
    private static string FindAssembly()
    {
        var own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var configuration = Path.GetFileName(Path.GetDirectoryName(own)!);
        return Path.GetFullPath(Path.Combine(
            own, "../../../../../src/Versori.Connectors.Tool/bin", configuration, "net10.0/versori-connectors.dll"));
    }
}

/// <summary>What a run of the tool returned and wrote.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public JsonNode Json => JsonNode.Parse(Output)!;
}
