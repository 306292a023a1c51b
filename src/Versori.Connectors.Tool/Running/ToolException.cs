namespace Versori.Connectors.Tool.Running;

/// <summary>Ends a command with a message and an exit code.</summary>
internal sealed class ToolException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;

    public static ToolException Usage(string message) => new(Running.ExitCode.Usage, message);

    public static ToolException Unreadable(string message, Exception? inner = null) =>
        new(Running.ExitCode.Unreadable, message, inner);
}
