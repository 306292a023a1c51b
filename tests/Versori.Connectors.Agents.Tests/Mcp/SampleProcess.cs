using System.Diagnostics;
using System.Text;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Versori.Connectors.Agents.Tests.Mcp;

/// <summary>The sample of an MCP server as a process. What goes over its standard streams is recorded.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Recorder _output;

    private SampleProcess(Process process)
    {
        _process = process;
        _output = new(process.StandardOutput.BaseStream);
        _process.ErrorDataReceived += (_, line) => Errors.AppendLine(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>The assembly of the sample, which is built with the tests.</summary>
    public static string Assembly { get; } = FindAssembly();

    /// <summary>What the process wrote to its standard output.</summary>
    public string Output => _output.Text;

    public StringBuilder Errors { get; } = new();

    public static SampleProcess Start(string key, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["NOTES_KEY"] = key;
        return new(Process.Start(start)!);
    }

    public Task<McpClient> ConnectAsync(
        string version, Func<ElicitRequestParams, ValueTask<ElicitResult>>? elicit = null) =>
        McpClient.CreateAsync(
            new StreamClientTransport(_process.StandardInput.BaseStream, _output), Clients.Options(version, elicit));

    /// <summary>Closes the standard input and waits for the end.</summary>
    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(5));
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    // tests/NAME/bin/CONFIGURATION/net10.0 of the same tree.
    private static string FindAssembly()
    {
        var own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var configuration = Path.GetFileName(Path.GetDirectoryName(own)!);
        return Path.GetFullPath(Path.Combine(
            own, "../../../../../samples/McpServer/bin", configuration, "net10.0/McpServerSample.dll"));
    }

    private sealed class Recorder(Stream inner) : Stream
    {
        private readonly MemoryStream _read = new();

        public string Text
        {
            get
            {
                lock (_read) return Encoding.UTF8.GetString(_read.ToArray());
            }
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            lock (_read) _read.Write(buffer.Span[..count]);
            return count;
        }

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            lock (_read) _read.Write(buffer, offset, read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
