namespace Versori.Connectors.Tool.Running;

/// <summary>The exit codes. They are documented in <c>docs/command-line.md</c>.</summary>
internal static class ExitCode
{
    /// <summary>The command did what was asked, and found no problem.</summary>
    public const int Success = 0;

    /// <summary>The command ran, and found problems.</summary>
    public const int Problems = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A file or URL could not be read, reached or written.</summary>
    public const int Unreadable = 3;

    /// <summary>The tool itself failed.</summary>
    public const int Failure = 4;

    /// <summary>The command was interrupted (SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>The command was terminated (SIGTERM).</summary>
    public const int Terminated = 143;
}
