using System.CommandLine;
using System.Text.Json;

namespace Versori.Connectors.Tool.Running;

/// <summary>Runs a command: cancels it at Ctrl+C, and turns failures into messages and exit codes.</summary>
internal static class CommandRun
{
    // Shows where the tool itself failed, for reports of errors.
    private const string TraceVariable = "VERSORI_CONNECTORS_TRACE";

    public static Command RunsWith(this Command command, Func<CommandContext, Task<int>> body)
    {
        command.SetAction((arguments, _) => RunAsync(command, arguments, body));
        return command;
    }

    /// <summary>The exit code of a failure of the library.</summary>
    public static int CodeOf(ConnectorException exception) => exception.Code switch
    {
        ConnectorErrorCode.Unavailable or ConnectorErrorCode.OriginNotAllowed or ConnectorErrorCode.InsecureTransport
            or ConnectorErrorCode.UntrustedServer => ExitCode.Unreadable,
        ConnectorErrorCode.InvalidArgument or ConnectorErrorCode.InvalidInput or ConnectorErrorCode.InvalidCredential
            or ConnectorErrorCode.UnknownEndpoint => ExitCode.Usage,
        _ => ExitCode.Problems,
    };

    private static async Task<int> RunAsync(
        Command command, ParseResult arguments, Func<CommandContext, Task<int>> body)
    {
        using var interruption = new Interruption();
        var context = new CommandContext(
            command.Name,
            arguments,
            arguments.GetValue(GlobalOptions.Json),
            arguments.GetValue(GlobalOptions.Quiet),
            interruption.Token);
        try
        {
            return await interruption.WaitAsync(body(context)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interruption.ExitCode != 0)
        {
            return context.Fail(interruption.ExitCode, "Interrupted. Nothing was written.");
        }
        catch (ToolException exception)
        {
            return context.Fail(exception.ExitCode, exception.Message);
        }
        catch (SourceException failure)
        {
            return context.Fail(failure.ExitCode, failure.Message, failure.Errors, failure.SourceName);
        }
        catch (ConnectorException exception)
        {
            return context.Fail(CodeOf(exception), exception.Message, exception.Errors);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return context.Fail(ExitCode.Unreadable, exception.Message);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            Trace(exception);
            return context.Fail(ExitCode.Problems, exception.Message);
        }
        catch (Exception exception)
        {
            Trace(exception);
            return context.Fail(
                ExitCode.Failure,
                $"The tool failed: {exception.GetType().Name}: {exception.Message} "
                + $"Set {TraceVariable}=1 to see where.");
        }
    }

    private static void Trace(Exception exception)
    {
        if (Environment.GetEnvironmentVariable(TraceVariable) == "1") Console.Error.WriteLine(exception);
    }
}
